"""A headless Chromium for tests, with an empty profile, and pages in it that remember everything that they should not have done."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = (1280, 800)


@dataclass(slots=True)
class Look:
    """A page in the browser, and what it did that nobody wants: requests, messages of the console, errors, dialogs."""

    page: Page
    unwanted: list[str] = field(default_factory=list)

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a report, and wait until it shows something."""
        self.page.goto(f"{path.as_uri()}{fragment}")
        self.page.wait_for_selector("#main > *")

    def go(self, fragment: str) -> None:
        """Follow a fragment as a link in the page would."""
        self.page.evaluate("fragment => { location.hash = fragment; }", fragment)

    def text(self, selector: str) -> str:
        """The text of an element."""
        return self.page.locator(selector).first.inner_text()

    def texts(self, selector: str) -> list[str]:
        """The texts of elements."""
        return self.page.locator(selector).all_inner_texts()

    def focused(self) -> str:
        """The text of what has the focus."""
        return str(self.page.evaluate("document.activeElement.textContent"))

    def values(self, script: str) -> Any:
        """What a script gives."""
        return self.page.evaluate(script)


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser; where there is none the tests are skipped, and fail where `CI` is set."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        missing(f"there is no browser: none of {', '.join(NAMES)} is installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


def missing(reason: str) -> NoReturn:
    """Skip the test and say why; where `CI` is set it fails."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def looking(browser: Browser, size: tuple[int, int] = WIDE, **options: Any) -> Iterator[Look]:
    """A fresh page; whatever it did that nobody wants fails the test that ends with it."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    context.set_default_timeout(5000)
    look = Look(page=context.new_page())
    watch(look)
    yield look
    files = look.page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    context.close()
    assert [*look.unwanted, *files] == []


def watch(look: Look) -> None:
    """Note whatever a page does that nobody wants."""

    def dismiss(dialog: Dialog) -> None:
        look.unwanted.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith("file:"):
            look.unwanted.append(f"request {request.url}")

    look.page.on("request", asked)
    look.page.on("dialog", dismiss)
    look.page.on("console", lambda one: look.unwanted.append(f"console {one.text}"))
    look.page.on("pageerror", lambda one: look.unwanted.append(f"error {one}"))
    look.page.on("popup", lambda one: look.unwanted.append(f"popup {one.url}"))
