"""Connections to public addresses only: a host in, a connection to an address that was looked at out.

The address that is looked at is the one that is connected to, so that a name that changes what it leads to gains nothing.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from functools import cache
from typing import Any

import httpcore2
import httpx2

Resolve = Callable[[str, int], Awaitable[list[str]]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Addresses of IPv6 whose last four bytes are an address of IPv4, to which somebody on the way connects.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
#: Ways through the internet of IPv4 that no site stands behind, and what was private once.
_REFUSED = tuple(ipaddress.IPv6Network(one) for one in ("2002::/16", "2001::/32", "fec0::/10"))
_CONNECTIONS = 100


class PrivateAddressError(Exception):
    """A host leads to an address that is not public."""


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet; what is no address is none."""
    try:
        address = meant(ipaddress.ip_address(text.partition("%")[0]))
    except ValueError:
        return False
    inner = (
        address.is_multicast,
        address.is_reserved,
        address.is_unspecified,
        address.is_loopback,
        address.is_link_local,
    )
    refused = isinstance(address, ipaddress.IPv6Address) and any(address in network for network in _REFUSED)
    return address.is_global and not refused and not any(inner)


def meant(address: Address) -> Address:
    """The address of IPv4 that one of IPv6 stands for, else the address itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in _TRANSLATED:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them; raises OSError."""
    rows = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to the addresses that `resolve` gives, and to none of them where one is not public, unless `private`."""

    def __init__(self, resolve: Resolve, *, private: bool) -> None:
        self._resolve, self._private = resolve, private
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to the first address that takes one; raises PrivateAddressError and httpcore2's errors."""
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host} has no address") from error
        if not self._private and (wrong := next((one for one in addresses if not is_public(one)), None)):
            raise PrivateAddressError(wrong)
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@cache
def _certificates() -> ssl.SSLContext:
    return httpx2.create_ssl_context()


class _Body(httpx2.AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


class GuardedTransport(httpx2.AsyncBaseTransport):
    """The transport of a client that connects through a `GuardedBackend`; httpcore2's errors come through as they are."""

    def __init__(self, backend: GuardedBackend) -> None:
        # Certificates that the environment names are believed; proxies that it names are not used.
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=_certificates(),
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_CONNECTIONS,
            keepalive_expiry=5.0,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request."""
        url = request.url
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        sent = httpcore2.Request(
            request.method, target, headers=request.headers.raw, content=request.stream, extensions=request.extensions
        )
        answer = await self._pool.handle_async_request(sent)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


def client(resolve: Resolve, *, private: bool, agent: str, timeout: float) -> httpx2.AsyncClient:
    """A client that follows nothing by itself and takes nothing from the environment."""
    return httpx2.AsyncClient(
        transport=GuardedTransport(GuardedBackend(resolve, private=private)),
        headers={"user-agent": agent, "accept-encoding": "gzip, deflate"},
        timeout=timeout,
        follow_redirects=False,
        trust_env=False,
    )
