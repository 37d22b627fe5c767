"""Take pictures of the built site: README's, or with a folder named, home and how to object in every language.

`python -m tests.screenshot` writes .github/home.png; `python -m tests.screenshot FOLDER` writes a
picture a page, 390 pixels wide, into FOLDER. By hand, after `make site`.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from scripts import config
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.host import serving

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 844}
GAP = 24


def picture(browser: Browser, address: str, viewport: dict[str, int], scheme: str) -> Image.Image:
    """Return what a reader sees first at an address."""
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    tab = context.new_page()
    tab.goto(address, wait_until="networkidle")
    shot = Image.open(io.BytesIO(tab.screenshot()))
    context.close()
    return shot


def readme(browser: Browser, address: str) -> None:
    """Write README's picture: the home page on a phone and on a desk."""
    phone, desk = (picture(browser, address, size, "light") for size in (PHONE, DESK))
    both = Image.new("RGB", (phone.width + GAP + desk.width, desk.height), "#d9d5c8")
    both.paste(phone, (0, 0))
    both.paste(desk, (phone.width + GAP, 0))
    both.quantize(128).save(config.ROOT / ".github" / "home.png", optimize=True)


def every_language(browser: Browser, address: str, folder: Path) -> None:
    """Write a picture of home and of how to object in each language."""
    folder.mkdir(parents=True, exist_ok=True)
    for locale in config.locales():
        for name in ("", "object/"):
            shot = picture(browser, f"{address}{locale.url_prefix}{name}", PHONE, "light")
            shot.save(folder / f"{locale.code}-{name.strip('/') or 'home'}.png")


def main() -> None:
    """Take the pictures."""
    path = next(found for name in CHROMIUM if (found := shutil.which(name)))
    with (
        serving(config.ROOT / "site", "/") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        if sys.argv[1:]:
            every_language(browser, address, Path(sys.argv[1]))
        else:
            readme(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
