"""Attacks on the way out: written by hand, and made by the thousand."""

from __future__ import annotations

import ipaddress

# Each leads, for some resolver, browser or library, to a machine that is not public.
ATTACKS = """
http://example.com/ | http://127.0.0.1/ | https://127.0.0.1/ | https://127.0.0.1:443/ | https://127.0.0.1./ | https://127.1/
https://127.0.1/ | https://127/ | https://2130706433/ | https://0x7f000001/ | https://0x7F.0.0.1/ | https://0x7f.1/
https://0177.0.0.1/ | https://017700000001/ | https://0177.1/ | https://127.0.0.01/ | https://127.0.0.0x1/ | https://00127.0.0.1/
https://0/ | https://0.0.0.0/ | https://0x/ | https://0.1/ | https://10.0.0.1/ | https://10.1/ | https://012.0.0.1/
https://167772161/ | https://172.16.0.1/ | https://172.31.255.255/ | https://192.168.1.1/ | https://192.168.257/
https://0xc0a80101/ | https://3232235777/ | https://169.254.169.254/latest/meta-data/ | https://2852039166/ | https://0xa9fea9fe/
https://0xA9.0xFE.0xA9.0xFE/ | https://0251.0376.0251.0376/ | https://169.254.43518/ | https://100.64.0.1/
https://100.100.100.200/ | https://168.63.129.16/ | https://192.0.0.192/ | https://192.0.2.1/ | https://192.88.99.1/
https://198.18.0.1/ | https://198.51.100.7/ | https://203.0.113.9/ | https://224.0.0.1/ | https://239.255.255.250/
https://240.0.0.1/ | https://255.255.255.255/ | https://4294967295/ | https://1.2.3.4.5/ | https://256.256.256.256/
https://example.com.0x7f/ | https://example.1/ | https://127.0.0.1%2f@example.com/ | https://example.com@127.0.0.1/
https://user:word@example.com/ | https://user@example.com/ | https://[::]/ | https://[::1]/ | https://[0:0:0:0:0:0:0:1]/
https://[::ffff:127.0.0.1]/ | https://[::ffff:7f00:1]/ | https://[0:0:0:0:0:ffff:10.0.0.1]/ | https://[::127.0.0.1]/
https://[64:ff9b::10.0.0.1]/ | https://[64:ff9b::a9fe:a9fe]/ | https://[64:ff9b:1::1]/ | https://[100::1]/ | https://[2001::1]/
https://[2001:db8::1]/ | https://[2002:7f00:1::]/ | https://[2002:c0a8:101::1]/ | https://[3fff::1]/ | https://[5f00::1]/
https://[fc00::1]/ | https://[fd00:ec2::254]/ | https://[fe80::1]/ | https://[fe80::1%25eth0]/ | https://[fe80::1%eth0]/
https://[fec0::1]/ | https://[ff02::1]/ | https://[::ffff:0:127.0.0.1]/ | https://[2606:4700::1%25lo]/ | https://localhost/
https://LOCALHOST/ | https://localhost./ | https://localhost.localdomain/ | https://a.localhost/ | https://printer.local/
https://metadata.google.internal/ | https://Metadata.Google.Internal./ | https://intranet/ | https://router.lan/
https://nas.home.arpa/ | https://dc.corp/ | https://１２７.０.０.１/ | https://127。0。0。1/ | https://①②⑦.⓪.⓪.①/ | https://ⓛocalhost/
https://loc%61lhost/ | https://%31%32%37.0.0.1/ | https://exa mple.com/ | https://example.com\\@127.0.0.1/
https:\\\\127.0.0.1/ | https://example.com:0/ | https:///etc/passwd | https:127.0.0.1
//127.0.0.1/ | 127.0.0.1 | example.com | ftp://example.com/ | file:///etc/passwd
gopher://127.0.0.1:6379/_INFO | data:text/plain,hello | javascript:alert(1) | https://example.com:99999/
https://example.com:-1/ | https://[127.0.0.1]/ | https://[::1/ | https://::1/
https:// | https://. | https://.. | https://*/ | https://a,b.com/
""".replace("\n", " | ").split(" | ")
ATTACKS = [attack for attack in ATTACKS if attack] + [
    "",
    " ",
    "https://example.com/\n",
    "https://127.0.0.1\t/",
    "https://a\x00.com/",
]

PRIVATE_4 = "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 224.0.0.0/3"
PRIVATE_6 = "fc00::/7 fe80::/10 fec0::/10 ff00::/8 2001:db8::/32 2001::/23 64:ff9b:1::/48 100::/64 5f00::/16 3fff::/20 ::/96"

FURTHER = "2002::/16 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"


def some_in(dice, ranges):
    network = ipaddress.ip_network(dice.choice(ranges.split()))
    return network[dice.randrange(network.num_addresses)]


def number(dice, value):
    """A number as resolvers read it: decimal, octal or hex, with zeros before it, in either case."""
    zeros = "0" * dice.choice([0, 0, 1, 3])
    word = dice.choice([f"{value}", f"0{zeros}{value:o}", f"0x{zeros}{value:x}", f"0X{zeros}{value:X}"])
    return "".join(dice.choice([sign, chr(ord(sign) + 0xFEE0)]) for sign in word) if dice.random() < 0.1 else word


def spelled_4(dice, address):
    """An IPv4 address in one to four parts, the last one taking what is left (inet_aton)."""
    parts = dice.randrange(1, 5)
    rest = int(address)
    shifts = [24, 16, 8][: parts - 1]
    words = [number(dice, rest >> shift & 0xFF) for shift in shifts]
    words.append(number(dice, rest & (1 << 32 - 8 * len(shifts)) - 1))
    return dice.choice([".", ".", ".", "。"]).join(words) + dice.choice(["", "", "."])


def spelled_6(dice, address):
    """An IPv6 address, short or long, in either case, its last part perhaps as IPv4."""
    word = dice.choice([address.compressed, address.exploded])
    if dice.random() < 0.3:
        word = ":".join(address.exploded.split(":")[:6]) + f":{ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)}"
    return f"[{dice.choice([word, word.upper()])}{dice.choice(['', '', '%25eth0'])}]"


def carried(dice, address):
    """An IPv4 address inside one of IPv6."""
    low = int(address)
    prefix, shift = dice.choice([("::ffff:0:0", 0), ("64:ff9b::", 0), ("::", 0), ("2002::", 80)])
    return ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | low << shift)


def some_attack(dice, *, ranges_4=PRIVATE_4, ranges_6=PRIVATE_6, port=None):
    """An address that leads somewhere private, in one of its spellings; with `port`, to that port."""
    private = some_in(dice, ranges_4)
    host = dice.choice(
        [
            lambda: spelled_4(dice, private),
            lambda: spelled_6(dice, carried(dice, private)),
            lambda: spelled_6(dice, some_in(dice, ranges_6)),
        ]
    )()
    door = dice.choice(["", ":443", ":8443"]) if port is None else f":{port}"
    return f"{dice.choice(['https', 'HTTPS'])}://{host}{door}{dice.choice(['', '/', '/x?y=1'])}"
