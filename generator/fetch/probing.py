"""Whether a site has Markdown beside its pages: what became of the first pages in, whether it is worth asking out.

A site of a thousand pages without twins would otherwise be asked two thousand times.
"""

import asyncio
from dataclasses import dataclass, field

#: How many pages without a twin are taken as a sign that there are none.
PROBES = 3


@dataclass(slots=True, kw_only=True)
class Probe:
    """What is known of one site. The first pages find it out, the others wait for them."""

    begun: int = 0
    ended: int = 0
    absent: int = 0
    worth: bool | None = None
    decided: asyncio.Event = field(default_factory=asyncio.Event)

    async def begin(self) -> bool:
        """Whether to look for the twin of a page; true only if `end` is called afterwards."""
        if self.worth is None and self.begun >= PROBES:
            await self.decided.wait()
        if self.worth is None:
            self.begun += 1
        return self.worth is not False

    def end(self, *, absent: bool) -> None:
        """Say how looking for a twin ended."""
        self.ended += 1
        self.absent += absent
        if self.worth is None and (not absent or self.ended >= PROBES):
            # An error on the way is no sign either way, and costs little where it is taken for none.
            self.worth = not (absent and self.absent == PROBES)
            self.decided.set()
