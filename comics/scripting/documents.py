"""Documents that programs bring along as text: PDF, Word, web pages and plain text, told apart by what is in them.

They come from strangers, so they are read by a process of their own that may use little time and memory:
`python -m comics.scripting.documents` takes the bytes on its input and answers one object of JSON, `text` or `sorry`.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import signal
import sys
from html.parser import HTMLParser
from typing import Any

import pypdf

from comics.scripting.importing import decoded
from comics.scripting.lines import plain
from comics.scripting.review import MAX_CHARACTERS
from comics.scripting.word import word_text

MOST_PAGES = 500
CPU_SECONDS = 10
WALL_SECONDS = 20
MEMORY = 512 * 2**20  # bytes of address space; the empty process has 70 MB
TOO_LONG = f"The document has more than {MAX_CHARACTERS:,} characters, which is what a script may have."


class Unreadable(ValueError):
    """There is no text in it, for a reason that `str()` tells to whoever sent it; empty where there is none to tell."""


def document_text(data: bytes) -> str:
    """The text of a document. Raises `Unreadable`, and whatever the libraries below raise for a broken one."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in head:
        text = _pdf_text(data)
    elif data.startswith(b"PK"):
        text = word_text(data)
    elif head.startswith((b"<!doctype html", b"<html")):
        text = _page_text(decoded(data))
    elif head.startswith(b"{\\rtf"):
        raise Unreadable("")
    else:
        text = decoded(data)
    # Fonts of a PDF may speak of half characters that no encoding can write.
    text = plain(text).encode("utf-8", "ignore").decode()
    if not text.strip():
        raise Unreadable("The document holds no text. Pages that were scanned are pictures: send their words.")
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(TOO_LONG)
    return text


def _pdf_text(data: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):  # many are locked against changes only, and open without a word
        raise Unreadable("The document is locked with a password. Save it without one.")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(f"The document has more than {MOST_PAGES} pages. Send those that are the story.")
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > MAX_CHARACTERS:
            raise Unreadable(TOO_LONG)
    return "\n".join(pages)


def _page_text(markup: str) -> str:
    reader = _VisibleWords()
    reader.feed(markup)
    reader.close()
    return "".join(reader.words)


class _VisibleWords(HTMLParser):
    """Collects what a reader of a web page would see; every block is a line of its own."""

    UNSEEN = frozenset({"title", "script", "style", "template", "noscript", "svg", "select", "textarea"})
    WITHIN_A_LINE = frozenset(
        {
            *(
                "a",
                "abbr",
                "b",
                "bdi",
                "bdo",
                "cite",
                "code",
                "em",
                "font",
                "i",
                "img",
                "kbd",
                "label",
                "mark",
                "q",
                "s",
                "samp",
            ),
            *("small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
        }
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in self.UNSEEN
        if tag not in self.WITHIN_A_LINE:
            self._end_line()
        if tag == "li" and not self._unseen:
            self.words.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag not in self.WITHIN_A_LINE:
            self._end_line()

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if self._unseen or not words:
            return
        before = self.words[-1][-1:] if self.words else "\n"
        if data[0].isspace() and not before.isspace():
            self.words.append(" ")
        self.words.append(words + " " * data[-1].isspace())

    def _end_line(self) -> None:
        if self.words and not self.words[-1].endswith("\n"):
            self.words.append("\n")


def read_safely(data: bytes) -> dict[str, str]:
    """The answer of the process: the text, or a sentence why there is none (empty: it is nothing that can be read)."""
    try:
        return {"text": document_text(data)}
    except Unreadable as error:
        return {"sorry": str(error)}
    except (Exception, RecursionError, MemoryError):  # the libraries raise nearly anything for what is broken
        return {"sorry": ""}


def _confine() -> None:
    """Let this process use little, whatever it is given, and end it for sure."""
    limits: dict[Any, int] = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of address space
            resource.setrlimit(what, (most, most))
    signal.alarm(WALL_SECONDS)


if __name__ == "__main__":
    _confine()
    json.dump(read_safely(sys.stdin.buffer.read()), sys.stdout)
