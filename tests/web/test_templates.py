"""What every template keeps to: the content security policy, and words that are escaped."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
FORBIDDEN = {
    "an inline style": r"\sstyle\s*=|<style",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "an inline handler": r"\son[a-z]+\s*=|hx-on",
    "a script in an attribute": r"javascript:|['\"]js:",
    "a trigger filter": r"hx-trigger=\"[^\"]*\[",
    "words that are not escaped": r"\|\s*safe\b|autoescape off",
}


def test_there_are_templates_to_look_at():
    assert "script.html" in TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_breaks_no_policy(name):
    get_template(name)
    text = (FOLDER / name).read_text()
    broken = [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text)]
    assert broken == []


def test_every_icon_that_is_asked_for_is_there():
    asked = {icon for name in TEMPLATES for icon in re.findall(r'"(icons/[\w-]+\.html)"', (FOLDER / name).read_text())}
    assert asked <= set(TEMPLATES)


@pytest.mark.parametrize("path", sorted(Path(settings.BASE_DIR, "static/js").glob("*.js")), ids=lambda path: path.name)
def test_a_module_imports_only_modules_that_are_there_and_evaluates_no_text(path):
    text = path.read_text()
    for other in re.findall(r'from "\./([\w-]+\.js)"|import "\./([\w-]+\.js)"', text):
        assert (path.parent / "".join(other)).exists()
    assert not re.search(r"\beval\(|new Function|document\.write", text)
