"""The record, its archive, the last numbers given, and how far each consumer has read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from depesche.wire import events


class Entry(models.Model):
    """One fact that happened.

    `position` numbers all entries, `number` those of one topic; both are gapless and stamped
    after commit by the relay, so a reader that continues from its last number misses nothing.
    `id` is drawn inside the writing transaction and says nothing about order.

    Old entries are in chapters, not in this table: `queries` reads both as one.
    """

    position = models.PositiveBigIntegerField(null=True, unique=True)
    topic = models.CharField(max_length=80)
    number = models.PositiveBigIntegerField(null=True)
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    keys = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "number"], name="wire_topic_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(position=None), name="wire_unnumbered"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.kind} {self.topic}/{self.number}"

    def event(self) -> events.Event:
        """The typed fact. Raises PayloadIsWrong, or KeyError for an unknown kind."""
        return events.kind_named(self.kind).of(self.payload)


class Chapter(models.Model):
    """Old entries of one topic, from number `first` to number `last`, as `chapters` writes them.

    All entries up to position `until`, and behind that of the chapters before, were closed
    together: the chapters of one `until` hold them all, without gap.
    """

    topic = models.CharField(max_length=80)
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    until = models.PositiveBigIntegerField(db_index=True)
    text = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "first"], name="wire_chapter_first"),
            models.UniqueConstraint(fields=["topic", "last"], name="wire_chapter_last"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}/{self.first}-{self.last}"


class Head(models.Model):
    """The last number given in a topic; the topic "" counts all entries."""

    topic = models.CharField(max_length=80, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.topic or 'all'}: {self.last}"


class Position(models.Model):
    """How far a named consumer has read, and how it fares."""

    consumer = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    complaint = models.TextField(default="")

    class Meta:
        permissions: ClassVar = [("watch_wire", "Can see how the consumers of the wire fare")]

    def __str__(self) -> str:
        return f"{self.consumer}: {self.last}"
