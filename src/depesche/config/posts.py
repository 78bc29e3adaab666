"""What the processes of the house do: answer at the door, keep the back room, work on tasks."""

from __future__ import annotations

import math
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn

from depesche.config import clockwork, metrics, taskwork
from depesche.config.clockwork import Work
from depesche.config.crew import Post, Shift
from depesche.edge import following, telling
from depesche.edge.protocol import EdgeProtocol
from depesche.edge.streams.reading import FOLLOWER
from depesche.newsroom import actions as newsroom
from depesche.ticker import actions as ticker
from depesche.wire import actions as wire

TICKS_OF_A_SECOND = 10  # uvicorn's own


def posts(application: Any, workers: int, doors: Sequence[socket.socket]) -> list[Post]:
    """So many web workers for an ASGI application, the back room, and the task worker."""
    web = answering(application, doors)
    return [
        *(Post(f"web-{number}", web, opens=True) for number in range(1, workers + 1)),
        Post("backroom", backroom),
        Post("tasks", tasks),
    ]


def answering(application: Any, doors: Sequence[socket.socket]) -> Callable[[Shift], None]:
    """The web workers' work: the paper and the desk, and following the wire for the edge."""

    def answer(shift: Shift) -> None:
        Work("edge", following.begin().follow).start()
        Work("streams", FOLLOWER.follow).start()
        config = uvicorn.Config(
            application,
            http=EdgeProtocol,
            ws="none",
            log_level="warning",
            access_log=False,
            lifespan="off",
            server_header=False,
            proxy_headers=False,  # the edge knows better whom to believe
            timeout_graceful_shutdown=int(shift.patience.leave),
        )
        Answering(config, shift).run(sockets=list(doors))

    return answer


class Answering(uvicorn.Server):
    """uvicorn's server as a process of the house."""

    def __init__(self, config: uvicorn.Config, shift: Shift) -> None:
        super().__init__(config)
        self._shift = shift

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGTERM means to finish, however often it is said; the house says when it is too long."""
        self._shift.hear(self._finish)
        yield

    def _finish(self) -> None:
        self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second; each second a sign of life and the figures."""
        if counter % TICKS_OF_A_SECOND == 0:
            self._shift.beat()
            self._shift.is_there()
            self._shift.seat.write({"figures": metrics.of_this_worker()})
            if self._shift.is_orphaned:
                self.should_exit = True
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer what was asked, and go."""
        self._shift.leaves()
        await super().shutdown(sockets)


def backroom(shift: Shift) -> None:
    """What happens once for the whole house: numbering, telling, releasing, archiving."""
    works = [
        *(Work(name, do) for name, do in wire.works()),
        Work("release clock", release),
        *(Work(teller.name, teller.work) for teller in telling.tellers()),
    ]
    clockwork.keep(shift, works)


def release() -> None:
    """What is due now, and the end of what ran out."""
    newsroom.release_what_is_due()
    ticker.release_what_is_due()
    newsroom.end_what_ran_out()


def tasks(shift: Shift) -> None:
    """Tasks, one after the other."""
    worker = taskwork.TaskWorker()
    works = [
        Work("tasks", worker.work, end=worker.end, longest=math.inf),
        Work("abandoned tasks", taskwork.take_up),
    ]
    if clockwork.keep(shift, works):
        worker.close()
