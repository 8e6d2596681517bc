"""The edition that is text: the script as its author wrote it, and a transcript of what is shown and said."""

from __future__ import annotations

from collections.abc import Iterator

from comics.jobs.binding import Binding
from comics.jobs.compose import page_panels
from comics.jobs.telling import told_page
from comics.models import Script
from comics.publishing.cbz import file_stem
from comics.publishing.picture_zip import write_zip
from comics.publishing.transcript import page_transcript, transcript_head


def texts(binding: Binding) -> None:
    """A ZIP of two text files in UTF-8; without the script's where the issue has none."""
    write_zip(binding.book, _files(binding), binding.target)


def _files(binding: Binding) -> Iterator[tuple[str, bytes]]:
    stem = file_stem(binding.book)
    script = Script.objects.filter(issue=binding.issue).first()
    if script and script.text.strip():
        yield f"{stem} script.txt", script.text.encode()
    yield f"{stem} transcript.txt", "\n".join(_transcript(binding)).encode()


def _transcript(binding: Binding) -> Iterator[str]:
    yield transcript_head(binding.book)
    for done, leaf in enumerate(binding.leaves, start=1):
        told = told_page(leaf.page, page_panels(leaf.page), binding.language)
        yield page_transcript(leaf.label, told, language=binding.book.language)
        binding.tell(done)
