"""The one guarded way out for libraries that ask with `requests`: an adapter that sends through `studio.bodies.exchange`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers

from studio.bodies import exchange, within
from studio.fetch import Allow, GuardedTransport, Resolve


class GuardedAdapter(BaseAdapter):
    """Goes where `studio.fetch` lets it go; every answer is whole within `deadline` seconds and `cap` bytes."""

    def __init__(self, allow: Allow, *, deadline: float, cap: int, resolve: Resolve | None = None) -> None:
        super().__init__()
        self._allow, self._deadline, self._cap, self._resolve = allow, deadline, cap, resolve

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send one request; what the library says of time, proxies and certificates counts for nothing.

        Raises `requests.ConnectionError`, `requests.Timeout` and `requests.exceptions.InvalidURL`.
        """
        try:
            return asyncio.run(self._send(request))
        except TimeoutError as error:
            raise requests.Timeout("no whole answer in time", request=request) from error
        except httpx.InvalidURL as error:
            raise requests.exceptions.InvalidURL(str(error), request=request) from error
        except httpx.HTTPError as error:
            raise requests.ConnectionError(str(error), request=request) from error

    async def _send(self, request: requests.PreparedRequest) -> requests.Response:
        transport = GuardedTransport(self._allow, resolve=self._resolve)
        headers = {**request.headers, "Accept-Encoding": "gzip, deflate"}
        async with (
            httpx.AsyncClient(transport=transport, trust_env=False, timeout=self._deadline * 2) as client,
            exchange(
                client,
                request.method or "GET",
                request.url or "",
                until=within(self._deadline),
                cap=self._cap,
                headers=headers,
                content=request.body,
            ) as (response, body),
        ):
            content = b"".join([piece async for piece in body])
        return _as_requests(response, content, request)

    def close(self) -> None:
        """Nothing is kept open."""


def _as_requests(response: httpx.Response, content: bytes, request: requests.PreparedRequest) -> requests.Response:
    answer = requests.Response()
    answer.status_code, answer.reason = response.status_code, response.reason_phrase
    answer.headers = CaseInsensitiveDict(response.headers)
    answer.encoding = get_encoding_from_headers(answer.headers)
    answer.request, answer.url = request, request.url or ""
    answer._content = content
    return answer
