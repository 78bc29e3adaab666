"""The server takes what the system gives, and says when that is little."""

from __future__ import annotations

import subprocess
import sys

import pytest

TRY = """
import resource, sys
from depesche.edge.descriptors import make_room
resource.setrlimit(resource.RLIMIT_NOFILE, (256, int(sys.argv[1])))
print(make_room())
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.parametrize(("most", "is_few"), [(1024, True), (8192, False)])
def test_all_the_system_gives_is_taken(most: int, is_few: bool) -> None:
    """The lower of the two limits is a habit; the upper one is told if it is too low."""
    done = subprocess.run(
        [sys.executable, "-c", TRY, str(most)], capture_output=True, text=True, check=True
    )
    sentence, taken = done.stdout.splitlines()
    assert int(taken) == most
    assert (f"hold {most} connections" in sentence) == is_few
    assert bool(sentence) == is_few
