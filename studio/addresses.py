"""Which addresses of the internet are public: our own list, because that of Python 3.11 is wrong in places.

Sources: the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates), RFC 4291 for the kinds of IPv6.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

NOT_PUBLIC_4 = tuple(
    IPv4Network(range_)
    for range_ in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind the NAT of a carrier
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # the host of a virtual machine at Azure
        "169.254.0.0/16",  # this link, and metadata of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # measurements
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
GLOBAL_6 = IPv6Network("2000::/3")  # all that is given out as global unicast; nothing outside is public
NOT_PUBLIC_6 = tuple(
    IPv6Network(range_)
    for range_ in (
        "2001::/23",  # protocol assignments, Teredo among them; the few reachable ones in it are no web servers
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries any IPv4 address
        "3fff::/20",  # documentation
    )
)
CARRIES_4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))  # mapped; translated by NAT64

_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


def is_public(address: str) -> bool:
    """Whether a literal address may be contacted by everybody; what is no address is not public."""
    found = literal(address)
    if isinstance(found, IPv6Address):
        if found.scope_id is not None:
            return False
        if any(found in range_ for range_ in CARRIES_4):
            return is_public(str(IPv4Address(int(found) & 0xFFFFFFFF)))
        return found in GLOBAL_6 and not any(found in range_ for range_ in NOT_PUBLIC_6)
    return found is not None and not any(found in range_ for range_ in NOT_PUBLIC_4)


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is, None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def host_of(host: str) -> str:
    """A host in the one spelling that is compared: lower case, without brackets and the root’s dot, IPv6 at its shortest."""
    plain = host.strip("[]").lower().rstrip(".")
    found = literal(plain)
    return str(found) if found else plain


def reads_as_number(host: str) -> bool:
    """Whether resolvers may take the host for an IPv4 address in decimal, octal or hex (WHATWG URL, "ends in a number")."""
    return _NUMBER.fullmatch(host.rpartition(".")[2]) is not None
