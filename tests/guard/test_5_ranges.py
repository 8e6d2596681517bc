"""Statement 5: which addresses are public is our own list, held here against the registries and against Python's."""

import ipaddress
import random

import pytest

from studio.addresses import is_public

# The special-purpose registries of IANA for IPv4 and IPv6, by block and the document that sets it apart.
NOT_GLOBAL = """
0.0.0.0/8 RFC 791 | 0.0.0.0/32 RFC 1122 | 10.0.0.0/8 RFC 1918 | 100.64.0.0/10 RFC 6598 | 127.0.0.0/8 RFC 1122
169.254.0.0/16 RFC 3927 | 172.16.0.0/12 RFC 1918 | 192.0.0.0/24 RFC 6890 | 192.0.0.0/29 RFC 7335 | 192.0.0.8/32 RFC 7600
192.0.0.170/31 RFC 8880 | 192.0.2.0/24 RFC 5737 | 192.168.0.0/16 RFC 1918 | 198.18.0.0/15 RFC 2544 | 198.51.100.0/24 RFC 5737
203.0.113.0/24 RFC 5737 | 192.88.99.0/24 RFC 7526 | 224.0.0.0/4 RFC 5771 | 233.252.0.0/24 RFC 5771 | 240.0.0.0/4 RFC 1112
255.255.255.255/32 RFC 8190 | ::1/128 RFC 4291 | ::/128 RFC 4291 | ::/96 RFC 4291 | 64:ff9b:1::/48 RFC 8215
100::/64 RFC 6666 | 100:0:0:1::/64 RFC 9780 | 2001::/32 RFC 4380 | 2001:2::/48 RFC 5180 | 2001:10::/28 RFC 4843
2001:db8::/32 RFC 3849 | 2002::/16 RFC 3056 | 3fff::/20 RFC 9637 | 5f00::/16 RFC 9602 | fc00::/7 RFC 4193
fe80::/10 RFC 4291 | fec0::/10 RFC 3879 | ff00::/8 RFC 4291
"""
# Reachable by their registries, but nothing that serves the web; or private by the custom of one cloud.
REFUSED_BESIDES = (
    "192.0.0.9/32 | 192.0.0.10/32 | 2001:1::1/128 | 2001:20::/28 | 168.63.129.16/32 | 100.100.100.200/32 | 4000::/2"
)
GLOBAL = "1.1.1.1 8.8.8.8 192.0.1.1 192.31.196.1 192.52.193.1 192.175.48.1 172.15.255.255 172.32.0.0 100.63.255.255 100.128.0.0"
GLOBAL_6 = "2606:4700:4700::1111 2a00:1450::1 2620:4f:8000::1 2001:200::1 2400:cb00::1 64:ff9b::808:808 ::ffff:8.8.8.8"


def blocks(text):
    return [entry.split()[0] for entry in text.replace("\n", "|").split("|") if entry.strip()]


@pytest.mark.parametrize("block", [*blocks(NOT_GLOBAL), *blocks(REFUSED_BESIDES)])
def test_no_address_of_a_block_is_public(block):
    network, dice = ipaddress.ip_network(block), random.Random(block)  # noqa: S311 - no secret
    some = [network[0], network[-1], *(network[dice.randrange(network.num_addresses)] for _ in range(50))]
    assert [str(one) for one in some if is_public(str(one))] == []


@pytest.mark.parametrize("carrier", ["::ffff:0:0", "64:ff9b::"])
@pytest.mark.parametrize("block", [block for block in blocks(NOT_GLOBAL) if "." in block])
def test_nor_is_one_that_carries_it(block, carrier):
    base = int(ipaddress.ip_address(carrier))
    for low in (ipaddress.ip_network(block)[0], ipaddress.ip_network(block)[-1]):
        assert not is_public(str(ipaddress.IPv6Address(base | int(low))))


@pytest.mark.parametrize("address", [*GLOBAL.split(), *GLOBAL_6.split()])
def test_the_neighbours_of_the_blocks_are_public(address):
    assert is_public(address)


# What some Python from 3.11 on calls global, and what is not.
WRONG_IN_PYTHON = (
    *("64:ff9b:1::1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:c0a8:101::", "::127.0.0.1", "3fff::1"),
    *("5f00::1", "100:0:0:1::1", "fec0::1", "192.88.99.1", "168.63.129.16", "::ffff:0:127.0.0.1", "224.0.0.1", "ff0e::1"),
)


@pytest.mark.parametrize("address", WRONG_IN_PYTHON)
def test_what_python_takes_for_global_is_not_public(address):
    assert not is_public(address)


def test_the_list_of_python_would_not_have_done():
    """If this fails one day, Python has learnt; our own list may stay."""
    assert [address for address in WRONG_IN_PYTHON if ipaddress.ip_address(address).is_global]


def test_nothing_is_public_that_python_holds_back():
    """Sixty thousand addresses, half of them near the edges of blocks: ours is the stricter list."""
    dice = random.Random(511)  # noqa: S311 - no secret
    edges = [
        int(edge)
        for block in blocks(NOT_GLOBAL)
        if "." in block
        for edge in (ipaddress.ip_network(block)[0], ipaddress.ip_network(block)[-1])
    ]
    near = [max(0, min(2**32 - 1, dice.choice(edges) + dice.randrange(-300, 300))) for _ in range(30_000)]
    anywhere = [dice.randrange(2**32) for _ in range(30_000)]
    for number in (*near, *anywhere):
        address = ipaddress.IPv4Address(number)
        assert not is_public(str(address)) or address.is_global, address
    for _ in range(10_000):
        six = ipaddress.IPv6Address(dice.randrange(2**125) | 1 << 125)
        assert not is_public(str(six)) or six.is_global, six
