"""A toy whose free call says what the test puts into it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from comics.engines import remote_catalogue
from comics.engines.http import Service
from comics.engines.remote import Account, Limits
from tests.toy import ToyEngine

TOKEN = "tok-made-up-0123456789-wxyz"


class TestableToy(ToyEngine):
    """`answer` is what the free call gives, or raises; with `hangs` it never answers."""

    __test__ = False  # no test, although its name begins like one

    def __init__(self, name: str = "toy", label: str = "Toy", *, testable: bool = True, per_minute: int | None = None) -> None:
        super().__init__()
        self.name, self.label, self.testable = name, label, testable
        self.base_url = f"https://{name}.example"
        self.limits = Limits(per_minute=per_minute)
        self.answer: Account | Exception = Account("Toy knows this key.")
        self.asked: list[Service] = []
        self.hangs = False

    async def test(self, service: Service) -> Account:
        self.asked.append(service)
        if self.hangs:
            await asyncio.Event().wait()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@contextmanager
def engines(*these: ToyEngine) -> Iterator[None]:
    """Have these remote engines and no others."""
    with mock.patch.dict(remote_catalogue._REMOTE, {each.name: each for each in these}, clear=True):
        yield
