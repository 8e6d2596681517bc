"""The watcher's HTTP client alone: `asking SLOTS SECONDS ADDRESS`. Prints how many questions were answered a second.

So many hands put one question after the other over the watcher's own pool, and read the answers; that is all they do.
"""

import asyncio
import json
import sys
import time

from comics.jobs.services import guarded_pool


async def ask(slots: int, seconds: float, address: str) -> float:
    """The rate."""
    pool, answered, began = guarded_pool(), 0, time.monotonic()

    async def hand() -> None:
        nonlocal answered
        while time.monotonic() - began < seconds:
            async with pool.client() as client:
                await client.get(address, headers={"Authorization": "Bearer made-up", "Accept": "application/json"})
            answered += 1

    await asyncio.gather(*(hand() for _ in range(slots)))
    took = time.monotonic() - began
    await pool.aclose()
    return answered / took


if __name__ == "__main__":
    print(json.dumps(asyncio.run(ask(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]))))
