"""Hands on the keyboard: nothing here touches the mouse."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

FAR = 150  # presses of Tab after which a thing counts as out of reach


def tab_to(target: Locator) -> None:
    """Press Tab until the target has the focus, as a person without a mouse does; fails when it cannot be reached."""
    target.wait_for()
    page = target.page
    for _ in range(FAR):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"out of the keyboard's reach: {target}")


def strike(page: Page, key: str) -> None:
    """Press a key of the page's own, once its scripts are there to hear it."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def press(target: Locator, key: str = "Enter") -> None:
    """Go to a button or link by Tab and press it."""
    tab_to(target)
    target.page.keyboard.press(key)


def write(target: Locator, text: str) -> None:
    """Go to a field by Tab and put this text in the place of what it holds, as one paste."""
    tab_to(target)
    rewrite(target.page, text)


def rewrite(page: Page, text: str) -> None:
    """Put this text in the place of what the field with the focus holds."""
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)
