"""Those who tell the streams of a bench something, at a given pace: ours, and Nchan's.

`python -m bench.parts.tellers` is ours, in a process of its own as the desk is: each line on the
input is how many events to tell and how many a second, answered with a line when they are told.
"""

from __future__ import annotations

import http.client
import json
import sys
import time
from collections.abc import Iterator
from importlib import import_module

LONGEST_TURN = 0.02
FILLING = "Die Aulebrücke bleibt bis auf Weiteres gesperrt, teilt die Stadt Brunnhafen mit. " * 2


def content(seq: int, sent: int) -> dict[str, object]:
    """What readers get; with all that stands around it about 300 bytes."""
    return {"seq": seq, "sent": sent, "text": FILLING[:120]}


def paced(count: int, rate: float) -> Iterator[range]:
    """The numbers from 1 to `count`, as many at a time as are due; who falls behind sends more in
    one go."""
    begun, told = time.monotonic(), 0
    while told < count:
        due = min(count, int((time.monotonic() - begun) * rate) + 1)
        if due > told:
            yield range(told + 1, due + 1)
            told = due
        else:
            time.sleep(min(LONGEST_TURN, 1 / rate))


def note(seq: int) -> bytes:
    """The same JSON as our streams tell, for a server that tells what it is given."""
    told = {
        "topic": "notes", "number": seq, "kind": "note.sent",
        "at": "2026-03-02T12:00:00.000000+00:00", "content": content(seq, time.monotonic_ns()),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def post(port: int, path: str, count: int, rate: float) -> None:
    """Tell a server that takes each event as a request."""
    line = http.client.HTTPConnection("127.0.0.1", port)
    for due in paced(count, rate):
        for seq in due:
            line.request("POST", path, note(seq), {"Content-Type": "text/plain"})
            answer = line.getresponse()
            answer.read()
            if answer.status not in {201, 202}:
                raise SystemExit(f"The event was not taken: {answer.status}")
    line.close()


def main() -> None:
    """Tell our wire."""
    import_module("django").setup()
    atomic = import_module("django.db.transaction").atomic
    append = import_module("depesche.wire.actions").append
    sent = import_module("bench.parts.fanroom.notes").NoteSent
    for line in sys.stdin:
        count, rate = line.split()
        for due in paced(int(count), float(rate)):
            with atomic():
                for seq in due:
                    append(sent(seq=seq, sent=time.monotonic_ns()), keys=["notes"])
        print("told", flush=True)


if __name__ == "__main__":
    main()
