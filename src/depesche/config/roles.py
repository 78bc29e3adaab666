"""Who may do what at the desk: one table, read by the desk and by the tests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from depesche.config import review


class Ability(StrEnum):
    """Something a role may do."""

    ENTER_DESK = "enter the desk"
    WRITE_OWN = "write and change own articles, submit them for review"
    WRITE_ALL = "change every article"
    RELEASE = "release, update, correct, approve"
    PLAN = "schedule, embargo, bundle"
    OVERRIDE = "release against the gate, with a reason"
    RETRACT = "retract, withhold a version of the history, take either back"
    ARRANGE = "arrange the front page, raise a breaking banner"
    WRITE_ENTRIES = "write ticker entries, change own ones, submit them"
    RELEASE_ENTRIES = "release, plan, change, correct and withdraw ticker entries"
    VOCABULARY = "keep authors, agencies and topics"
    ADD_PICTURES = "add pictures and files, choose them"
    KEEP_PICTURES = "change and delete every picture and file"
    MODERATE = "moderate what readers write"
    WATCH = "see how the wire's consumers fare, and let one try again"
    STAFF = "keep people, roles, sections and settings"


ROOT = "Ausgaben"  # Wagtail calls it "Root"; a row of the database, which staff may rename

# In Wagtail's words: permissions on the page tree, on the root collection, and on models.
PAGES: dict[Ability, tuple[str, ...]] = {
    Ability.WRITE_OWN: ("add_page",),
    Ability.WRITE_ALL: ("add_page", "change_page", "lock_page"),
    Ability.RELEASE: ("publish_page", "unlock_page"),
    Ability.STAFF: ("bulk_delete_page",),
}
# Wagtail asks for the permissions of its own image model, whatever model stands in for it.
COLLECTIONS: dict[Ability, tuple[str, ...]] = {
    Ability.ADD_PICTURES: (
        "wagtailimages.add_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.choose_document",
    ),
    Ability.KEEP_PICTURES: (
        "wagtailimages.change_image",
        "wagtailimages.delete_image",
        "wagtaildocs.change_document",
        "wagtaildocs.delete_document",
    ),
}
MODELS: dict[Ability, tuple[str, ...]] = {
    Ability.ENTER_DESK: ("wagtailadmin.access_admin",),
    Ability.RELEASE: ("newsroom.add_correction",),
    Ability.PLAN: ("newsroom.plan_release",),
    Ability.WRITE_ALL: ("simple_translation.submit_translation",),
    Ability.OVERRIDE: ("newsroom.override_gate",),
    Ability.RETRACT: ("newsroom.retract_article",),
    Ability.ARRANGE: ("newsroom.add_banner", "newsroom.change_banner"),
    Ability.WRITE_ENTRIES: ("ticker.add_entry",),
    Ability.RELEASE_ENTRIES: ("ticker.release_entry",),
    Ability.WATCH: ("wire.watch_wire",),
    Ability.VOCABULARY: tuple(
        f"newsroom.{verb}_{noun}"
        for verb in ("add", "change", "delete")
        for noun in ("author", "agency", "topic")
    ),
    Ability.STAFF: (
        "readers.add_reader",
        "readers.change_reader",
        "readers.delete_reader",
        "auth.add_group",
        "auth.change_group",
        "wagtailcore.add_workflow",
        "wagtailcore.change_workflow",
        "wagtailcore.change_site",
    ),
}


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the newsroom, a group at the desk."""

    slug: str
    name: Any
    abilities: frozenset[Ability]


A = Ability
_REPORTER = frozenset({A.ENTER_DESK, A.WRITE_OWN, A.WRITE_ENTRIES, A.ADD_PICTURES})
# Who releases may mend what the gate names of a picture: its credit, its alt text.
_EDITOR = _REPORTER | {
    A.WRITE_ALL,
    A.RELEASE,
    A.PLAN,
    A.ARRANGE,
    A.RELEASE_ENTRIES,
    A.VOCABULARY,
    A.KEEP_PICTURES,
}
_CHIEF = _EDITOR | {A.OVERRIDE, A.RETRACT, A.WATCH}

ROLES: tuple[Role, ...] = (
    Role("reporter", _("Reporter"), _REPORTER),
    Role("editor", _("Editor"), _EDITOR),
    Role("chief", _("Chief editor"), _CHIEF),
    Role(
        "picture-editor",
        _("Picture editor"),
        frozenset({A.ENTER_DESK, A.ADD_PICTURES, A.KEEP_PICTURES}),
    ),
    Role("moderator", _("Moderator"), frozenset({A.ENTER_DESK, A.MODERATE})),
    Role("admin", _("Administrator"), frozenset(Ability)),
)


def settle() -> None:
    """Make the groups as the table says; what the table does not grant is taken away."""
    root = Page.get_first_root_node()
    Page.objects.filter(pk=root.pk, title="Root").update(title=ROOT, draft_title=ROOT)
    collection = Collection.get_first_root_node()
    Group.objects.filter(name__in={"Editors", "Moderators"}).delete()
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role.slug)
        group.permissions.set(_permissions(MODELS, role))
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        for codename in _granted(PAGES, role):
            permission = Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            )
            GroupPagePermission.objects.create(group=group, page=root, permission=permission)
        for permission in _permissions(COLLECTIONS, role):
            GroupCollectionPermission.objects.create(
                group=group, collection=collection, permission=permission
            )
    approving = [role.slug for role in ROLES if Ability.RELEASE in role.abilities]
    review.settle(Group.objects.filter(name__in=approving))


def _granted(table: dict[Ability, tuple[str, ...]], role: Role) -> list[str]:
    names = (name for ability in role.abilities for name in table.get(ability, ()))
    return sorted(set(names))


def _permissions(table: dict[Ability, tuple[str, ...]], role: Role) -> list[Permission]:
    found = []
    for name in _granted(table, role):
        room, codename = name.split(".")
        found.append(Permission.objects.get(content_type__app_label=room, codename=codename))
    return found
