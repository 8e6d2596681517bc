"""Twenty thousand broken pictures, and the largest whole ones, through both doors for pictures; run as a process of its own.

`python -m tests.guard.fuzz_pictures SEED COUNT` prints what came of them as JSON: how many were kept and refused, whatever else
was raised, the slowest one in seconds, and the most memory the process ever had, in megabytes.
"""

import io
import json
import os
import random
import resource
import struct
import sys
import tempfile
import time
import zlib
from pathlib import Path

import django
from PIL import Image

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
LIMIT = 1500 * 2**20  # bytes of address space: far more than is needed, far less than a bomb
SIDE = 4000  # pixels: sixteen megapixels in all


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def seeds():
    """Small pictures of every kind and mode, some with frames, words, profiles and directions of a camera."""
    noise = Image.effect_noise((24, 20), 90)
    colour = Image.merge("RGB", (noise, noise.rotate(90, expand=False), noise.rotate(180)))
    frames = [colour.rotate(turn) for turn in (0, 90, 180)]
    clear = colour.convert("RGBA")
    clear.putalpha(noise)
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a description"
    about = {"exif": exif.tobytes(), "icc_profile": b"no profile at all" * 9}
    made = [
        *(encoded(noise.convert(mode), "PNG") for mode in ("1", "L", "LA", "P", "I;16")),
        *(encoded(colour, "PNG", **about), encoded(clear, "PNG"), encoded(colour, "PNG", compress_level=0)),
        encoded(colour, "PNG", save_all=True, append_images=frames),
        *(encoded(colour.convert(mode), "JPEG", quality=70, **about) for mode in ("L", "RGB", "CMYK")),
        *(encoded(colour, "JPEG", progressive=True), encoded(colour, "JPEG", subsampling=0, restart_marker_rows=1)),
        encoded(colour, "MPO", save_all=True, append_images=frames),
        *(encoded(clear, "WEBP", lossless=lossless, **about) for lossless in (True, False)),
        encoded(colour, "WEBP", save_all=True, append_images=frames, duration=9),
        *(encoded(colour, "GIF", comment=b"words"), encoded(noise.convert("1"), "GIF")),
        encoded(clear, "GIF", save_all=True, append_images=frames, loop=3, disposal=2, transparency=0),
    ]
    return [*made, encoded(colour, "TIFF"), encoded(colour, "BMP"), encoded(colour.resize((16, 16)), "ICO")]


def broken(dice, seeds):
    """A picture with some harm done to it."""
    data = bytearray(dice.choice(seeds))
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        dice.choice((flip, number, cut, insert, double, swap, splice))(dice, data, seeds)
    return summed(bytes(data)) if dice.random() < 0.5 else bytes(data)


def flip(dice, data, seeds):
    for _ in range(dice.randrange(1, 9)):
        if data:
            data[dice.randrange(len(data))] = dice.choice((0, 255, 1 << dice.randrange(8), dice.randrange(256)))


def number(dice, data, seeds):
    """A number near the head becomes a great or strange one."""
    at = dice.randrange(min(len(data), 64) + 1)
    order, value = (
        dice.choice("<>"),
        dice.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, 16383, 65535, dice.randrange(2**32))),
    )
    data[at : at + 4] = struct.pack(f"{order}I", value) if dice.random() < 0.5 else struct.pack(f"{order}H", value & 0xFFFF)


def cut(dice, data, seeds):
    del data[dice.randrange(len(data) + 1) :]


def insert(dice, data, seeds):
    at = dice.randrange(len(data) + 1)
    data[at:at] = dice.randbytes(dice.choice((1, 2, 4, 40)))


def double(dice, data, seeds):
    start = dice.randrange(len(data) + 1)
    part = data[start : start + dice.choice((4, 12, 100))]
    data[start:start] = part * dice.choice((1, 2, 50))


def swap(dice, data, seeds):
    one, other = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    data[:] = data[other:] + data[one:other] + data[:one] if dice.random() < 0.2 else data[:one] + data[other:]


def splice(dice, data, seeds):
    other = dice.choice(seeds)
    data[dice.randrange(len(data) + 1) :] = other[dice.randrange(len(other)) :]


def summed(data):
    """The same with right checksums where it is a PNG, so that what is broken is looked at more closely."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        return data
    out, at = [data[:8]], 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        body = data[at + 4 : at + 8 + size]
        out.append(data[at : at + 4] + body + struct.pack(">I", zlib.crc32(body)))
        at += 12 + size
    return b"".join(out)


def giants():
    """The largest pictures that are taken, in what needs most memory; and headers that promise more than there is."""
    stripes = Image.linear_gradient("L").resize((SIDE, SIDE))
    for mode, kind, options in (
        ("RGBA", "PNG", {"compress_level": 1}),
        ("CMYK", "JPEG", {"progressive": True}),
        ("RGBA", "WEBP", {"method": 0, "quality": 50}),
        ("P", "GIF", {}),
        ("I;16", "PNG", {"compress_level": 1}),
    ):
        yield encoded(stripes.convert(mode), kind, **options)
    small = encoded(Image.new("RGBA", (32, 32), (9, 9, 9, 9)), "WEBP", lossless=True)
    still = small[12:] if small[12:16] != b"VP8X" else small[30:]
    wide = b"VP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + (16382).to_bytes(3, "little") * 2 + still
    yield b"RIFF" + struct.pack("<I", len(wide) + 4) + b"WEBP" + wide
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 16, 6, 0, 0, 0)
    rows = b"IDAT" + zlib.compress(bytes(60_000_000), 9)
    yield summed(b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(it) - 4) + it + b"...." for it in (head, rows, b"IEND")))


def elsewhere(make, folder):
    """What another process makes, so that its memory is not taken for ours."""
    if child := os.fork():
        assert os.waitpid(child, 0)[1] == 0
        return (file.read_bytes() for file in sorted(folder.glob("made-*")))
    for number, data in enumerate(make()):
        (folder / f"made-{number}").write_bytes(data)
    os._exit(0)


def peak():
    """The most memory this process had, in megabytes. (What getrusage tells on Linux counts that of the parent too.)"""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main(seed, count):
    django.setup()
    from comics.actions.errors import Refusal  # noqa: PLC0415 - Django must stand first
    from comics.actions.uploads import _encoded_anew  # noqa: PLC0415
    from comics.engines.errors import Garbled  # noqa: PLC0415
    from comics.engines.pictures import measure  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    dice = random.Random(seed)  # noqa: S311 - no secret
    harmed = seeds()
    told = {"kept": 0, "refused": 0, "others": [], "slowest": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "picture")

        def fetched(data):
            file.write_bytes(data)
            measure(file)

        def through(data):
            for door, refusal in ((_encoded_anew, Refusal), (fetched, Garbled)):
                began = time.perf_counter()
                try:
                    door(data)
                    told["kept"] += 1
                except refusal:
                    told["refused"] += 1
                except BaseException as error:
                    told["others"].append(f"{door.__name__}: {error!r}")
                told["slowest"] = max(told["slowest"], time.perf_counter() - began)

        for _ in range(count):
            through(broken(dice, harmed))
        told["slowest_broken"], told["slowest"] = told["slowest"], 0.0
        for giant in elsewhere(giants, Path(folder)):
            through(giant)
    told["megabytes"] = peak()
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
