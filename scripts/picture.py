"""`make picture`: takes README's picture of the home page anew from site/, on a phone in the dark and on a desk in the light."""

from __future__ import annotations

import base64
import shutil
import sys

from playwright.sync_api import sync_playwright

from scripts import house

TARGET = house.DOCS / "assets" / "home.png"
FRAME = """<body style="margin:0;display:flex;align-items:end;gap:24px;padding:24px;background:#dcd7c9;width:max-content">
<img src="data:image/png;base64,{desk}" width="760" style="border-radius:8px"><img src="data:image/png;base64,{phone}" width="240" style="border-radius:16px">"""


def main() -> int:
    """Write the picture. Returns the exit code."""
    home = house.ROOT / "site" / "index.html"
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not home.exists() or not browser:
        print("expected site/ to be built (make site) and Chromium to be there", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        shots = {}
        for name, width, height, scheme in (("desk", 1280, 860, "light"), ("phone", 390, 844, "dark")):
            tab = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, locale="en")
            tab.goto(home.as_uri())
            shots[name] = base64.b64encode(tab.screenshot()).decode()
        tab = chromium.new_page(viewport={"width": 1072, "height": 600})
        tab.set_content(FRAME.format(**shots))
        tab.locator("body").screenshot(path=TARGET)
        chromium.close()
    print(f"{house.shown(TARGET)}: {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
