"""The container of an archive, looked at before anything in it is read: its directory, its members, their places."""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
from typing import BinaryIO

from comics.publishing.archive_json import BadArchive

NOT_ONE = "This file is not an archive of the studio."
NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}(?:/[a-z0-9][a-z0-9_.-]{0,99}){0,5}", re.ASCII)
_END = struct.Struct("<4s4H2LH")  # the end of a ZIP's directory
_LOCATOR = struct.Struct("<4sLQL")  # where the end of a large one's lies
_LARGE_END = struct.Struct("<4sQ2H2L4Q")
_MOST_AN_ENTRY = 46 + 600  # bytes of a directory for each member: its fields, its name, its sizes


def open_container(file: BinaryIO, *, most: int) -> dict[str, zipfile.ZipInfo]:
    """The members of a ZIP by name, none of their bytes read. Raises `BadArchive` for anything but a plain, honest archive.

    `most` members are taken. The directory is measured before it is read, so that it cannot fill the memory.
    """
    size = file.seek(0, os.SEEK_END)
    _measure(file, size, most)
    try:
        entries = zipfile.ZipFile(file).infolist()
    except Exception:  # zipfile raises nearly anything for a broken directory
        raise BadArchive(NOT_ONE) from None
    found: dict[str, zipfile.ZipInfo] = {}
    for one in entries:
        _check(one)
        if one.filename in found:
            raise BadArchive("This archive holds two members of one name.")
        found[one.filename] = one
    if sum(one.file_size for one in entries) > size:
        raise BadArchive("The members of this archive overlap.")
    return found


def _measure(file: BinaryIO, size: int, most: int) -> None:
    """Refuse a directory that is larger than so many members need."""
    file.seek(max(0, size - _END.size - _LOCATOR.size))
    tail = file.read(_END.size + _LOCATOR.size)
    if len(tail) < _END.size or tail[-_END.size :][:4] != b"PK\x05\x06":
        raise BadArchive(NOT_ONE)  # a comment behind the directory would stand there; the studio writes none
    _, disk, first, here, count, length, _, comment = _END.unpack(tail[-_END.size :])
    if disk or first or here != count or comment:
        raise BadArchive(NOT_ONE)
    if len(tail) == _END.size + _LOCATOR.size and tail[:4] == b"PK\x06\x07":
        _, _, place, _ = _LOCATOR.unpack(tail[: _LOCATOR.size])
        file.seek(min(place, size))
        end = file.read(_LARGE_END.size)
        if len(end) < _LARGE_END.size or end[:4] != b"PK\x06\x06":
            raise BadArchive(NOT_ONE)
        count, length = _LARGE_END.unpack(end)[7:9]
    if count > most:
        raise BadArchive(f"This archive has {count:,} members; at most {most:,} are taken.")
    if length > (most + 1) * _MOST_AN_ENTRY:
        raise BadArchive("The directory of this archive is too large.")


def _check(one: zipfile.ZipInfo) -> None:
    name = one.orig_filename
    if not NAME.fullmatch(name) or ".." in name or name != one.filename:
        raise BadArchive("This archive holds a member whose name the studio never writes.")
    mode = one.external_attr >> 16
    if one.is_dir() or (mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode)):
        raise BadArchive("This archive holds a link or a folder; the studio writes neither.")
    if one.flag_bits & 0x1 or one.compress_type != zipfile.ZIP_STORED or one.compress_size != one.file_size:
        raise BadArchive("This archive holds a packed or locked member. Bring the file as the studio wrote it.")
