"""Rate limits: the moment of a request in, how long its caller has to wait out."""

import math
import time
from collections import deque

from .access import Clock


class Limit:
    """At most `rate` requests in any second; one that comes too early counts for nothing."""

    def __init__(self, rate: int, clock: Clock = time.monotonic) -> None:
        if rate < 1:
            raise ValueError("a rate is at least one request a second")
        self._clock = clock
        self._times: deque[float] = deque(maxlen=rate)

    def wait(self) -> int:
        """Note a request; the whole seconds after which it may come again, 0 where it may pass."""
        now = self._clock()
        if len(self._times) == self._times.maxlen and now - self._times[0] < 1.0:
            return math.ceil(1.0 - (now - self._times[0]))
        self._times.append(now)
        return 0
