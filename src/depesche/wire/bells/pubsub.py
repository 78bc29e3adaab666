"""Wake-ups by Redis: its publish and subscribe, for instances on several machines."""

from __future__ import annotations

from collections.abc import Iterator

import redis
from django.utils.crypto import salted_hmac
from redis.backoff import NoBackoff
from redis.retry import Retry

from depesche.wire.bells.carriers import Carrier, Courier

SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_FOR_AN_ANSWER = 5.0
SECONDS_BETWEEN_PINGS = 20


class PubSub(Carrier):
    """Rings over the Redis at `url`, on a channel that belongs to this instance alone."""

    def __init__(self, url: str) -> None:
        super().__init__()
        # Channels know no database numbers; the secret is what machines of one instance share.
        self._channel = f"depesche:{salted_hmac(__name__, 'bells').hexdigest()[:16]}"
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=SECONDS_FOR_AN_ANSWER,
            socket_connect_timeout=SECONDS_FOR_AN_ANSWER,
            health_check_interval=SECONDS_BETWEEN_PINGS,
            # Once more at once: the connection may be of before the server's restart.
            retry=Retry(NoBackoff(), 1),
        )
        self._courier = Courier(lambda: self._redis.publish(self._channel, self.token))

    def carry(self) -> None:
        """By the courier: a Redis that does not answer keeps nobody waiting."""
        self._courier.send()

    def heard(self) -> Iterator[None]:
        """Until closed, or the server is gone."""
        with self._redis.pubsub() as line:  # type: ignore[no-untyped-call]
            line.subscribe(self._channel)
            while not self.is_closed:
                message = line.get_message(timeout=SECONDS_BETWEEN_LOOKS)
                # The first one says that the server has taken us in.
                if message and message["data"] != self.token.encode():
                    yield

    def close(self) -> None:
        """Stop listening, and give the connections back."""
        super().close()
        self._redis.close()
