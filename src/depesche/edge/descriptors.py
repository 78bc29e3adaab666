"""How many connections the system lets a process hold: each takes a file descriptor."""

from __future__ import annotations

import resource

# Readers of one moment, and what the process itself has open. Debian's shells give 1,024.
ENOUGH = 8192


def left_for_pages(streams: int) -> int:
    """How many streams there may be of so many wished for: a quarter is for who asks for pages."""
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return streams if most == resource.RLIM_INFINITY else min(streams, most * 3 // 4)


def make_room() -> str:
    """Take as many descriptors as the system gives; a sentence for the operator if that is few.

    Processes begun afterwards have as many.
    """
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if most == resource.RLIM_INFINITY or most >= ENOUGH:
        return ""
    return (
        f"The system lets a process hold {most} connections and files; when they are used up, "
        f"readers are turned away. Give it {ENOUGH} or more: LimitNOFILE in systemd, "
        "'ulimit -Hn' in a shell."
    )
