"""Addresses: the one form of each, and which of them a program that fetches by itself may reach.

Only what an address alone tells belongs here; ``robots`` knows what a server allows.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence

import courlan
import httpx

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host's name and a port to its IP addresses."""

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv6 addresses that a translator turns into the IPv4 address in their last 32 bits (RFC 6052)."""


class AddressError(ValueError):
    """An address that is not fetched; the message is a sentence."""


def canonical_address(address: str) -> str:
    """The one form of an http(s) address: without fragment, trackers and dot segments.

    Raises:
        AddressError: it is no http(s) address, or carries a user's name.
    """
    try:
        url = httpx.URL(courlan.normalize_url(address.strip()))
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressError(f"{address!r} is no address ({error}).") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise AddressError(f"{address!r} is no http or https address.")
    if url.userinfo:
        raise AddressError(f"The address at {url.host} carries a user's name; such ones stay shut.")
    return str(url.copy_with(fragment=None, raw_path=url.raw_path or b"/"))


async def resolve_host(host: str, port: int) -> Sequence[str]:
    """The IP addresses of ``host``, in the order in which the system would try them.

    Raises:
        OSError: the name is unknown.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    Loopback, private, shared, link-local (where clouds keep their metadata), multicast and reserved
    ranges do not, nor do IPv6 forms that carry such an IPv4 address.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in (ip, *_carried(ip)))


def _carried(ip: IpAddress) -> list[IpAddress]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    carried: list[IpAddress | None] = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in NAT64:
        carried.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [one for one in carried if one is not None]
