"""Writes what hosts need to know: hosting/Caddyfile, hosting/nginx.conf, and _headers and _redirects for hosts that read those.

The headers are said once, here, for all of them. A page carries its own policy (scripts/steps/policy.py), and a browser keeps
both, so the header says only what a page cannot say of itself: it names no style-src, script-src or default-src, which would
shut out the page's own style.
"""

from __future__ import annotations

import re
from pathlib import Path

from scripts import config
from scripts.data.redirects import load_redirects, redirect_map

TEMPLATES = config.ROOT / "hosting"

#: Features of browsers that no page here uses. Writing to the clipboard and sharing are left as they are, on for the page itself
#: alone: the letters and the share row use them. Names that browsers do not know are left out, since they complain of each.
#: With them an answer's headers are about 850 bytes (HPACK) instead of 360, once a connection; over TLS the handshake has by
#: then widened the first flight by more than that.
OFF = (
    "accelerometer", "attribution-reporting", "autoplay", "browsing-topics", "camera", "clipboard-read", "compute-pressure",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "join-ad-interest-group", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi",
    "otp-credentials", "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "run-ad-auction",
    "screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)
#: What every answer carries.
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in OFF),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: On encrypted connections only (RFC 6797, 7.2). Not for subdomains, which may be somebody else's.
HSTS = "max-age=31536000"
#: How long a copy may be kept, in seconds: pages ten minutes, files named by their content a year (RFC 8246).
SHORT = "public, max-age=600"
LONG = "public, max-age=31536000, immutable"


def plain() -> dict[str, str]:
    """Plain addresses without a slash at the end, and the page under its language that they lead to: "/object" → "object/"."""
    found = {f"/{path.strip('/')}": path for path in map(config.page_url, config.page_filenames()) if path}
    return found | {f"/{old}": f"{new}/" for old, new in load_redirects()["short"].items()}


def _tags() -> dict[str, str]:
    """What a browser may ask for → where that language is: {"en": "", "nb": "nb/", "no": "nb/"}."""
    at = {language.code: language.url_prefix for language in config.locales()}
    return at | {old: at[new] for old, new in load_redirects()["languages"].items()}


def _lists() -> dict[str, list[str]]:
    """The lists that stand in the templates, by name: lines for Caddy and for nginx."""
    others = [language.code for language in config.locales() if language.url_prefix]
    moved, codes = redirect_map(), load_redirects()["languages"]
    at = {language.code: language.url_prefix for language in config.locales()}
    return {
        "headers caddy": [f'\theader {name} "{value}"' for name, value in HEADERS.items()],
        "headers nginx": [
            f'\tadd_header {name} {"$guide_resource" if name == "Cross-Origin-Resource-Policy" else chr(34) + value + chr(34)} always;'
            for name, value in HEADERS.items()
        ],
        "languages caddy": [f"\t\t\t\t{tag} {there}" for tag, there in _tags().items() if there],
        "languages nginx": [f"\t{tag} {there};" for tag, there in _tags().items() if there],
        "plain caddy": [f"\t\t\t\t{path} {page}" for path, page in plain().items()],
        "plain nginx": [f"\t{path} {page};" for path, page in plain().items()],
        "redirects caddy": [f"\t\t\tredir /{old} {{$UNDER}}/{new} 301" for old, new in moved.items()]
        + [f"\t\t\t@{old} path_regexp {old} ^/{old}/(.+)\n\t\t\tredir @{old} {{$UNDER}}/{at[new]}{{re.{old}.1}} 301" for old, new in codes.items()],
        "redirects nginx": [f"\tlocation = /{old} {{ return 301 /{new}; }}" for old, new in moved.items()]
        + [f"\tlocation ~ ^/{old}/(.+)$ {{ return 301 /{at[new]}$1; }}" for old, new in codes.items()],
        "errors nginx": [f"\tlocation /{code}/ {{ error_page 404 /{code}/404.html; try_files $uri $uri/ =404; }}" for code in others],
    }


def filled(template: str) -> str:
    """A template with its lists and words in their places. Raises KeyError for a mark that nothing fills."""
    lists = _lists()
    words = {
        "HSTS": HSTS, "SHORT": SHORT, "LONG": LONG, "TAGS": "|".join(_tags()), "PLAIN": " ".join(plain()),
        "CODES": "|".join(language.code for language in config.locales() if language.url_prefix),
    }
    template = re.sub(r"^#<([a-z ]+)>$", lambda mark: "\n".join(lists[mark[1]]), template, flags=re.MULTILINE)
    return re.sub(r"\{\{([A-Z]+)\}\}", lambda mark: words[mark[1]], template)


def headers_file() -> str:
    """`_headers`, as Netlify, Cloudflare Pages and others read it. Pages get no cache rule: those hosts' own is short, and they add
    up what two rules say of one header."""
    rows = [f"  {name}: {value}" for name, value in HEADERS.items()]
    return "\n".join(["/*", *rows, f"  Strict-Transport-Security: {HSTS}", "/assets/*", f"  Cache-Control: {LONG}", ""])


def redirects_file() -> str:
    """`_redirects`, as the same hosts read it. Their rules for languages differ, so /object is left to the English page."""
    rows = [f"/{old} /{new} 301" for old, new in redirect_map().items()]
    rows += [f"{path} /{page} 301" for path, page in plain().items() if f"{path[1:]}/" in redirect_map()]
    at = {language.code: language.url_prefix for language in config.locales()}
    rows += [f"/{old}/* /{at[new]}:splat 301" for old, new in load_redirects()["languages"].items()]
    # Netlify asks for these; Cloudflare passes over them and finds the nearest 404.html by itself.
    rows += [f"/{language.url_prefix}* /{language.url_prefix}404.html 404" for language in config.locales() if language.url_prefix]
    return "\n".join(rows) + "\n"


def write(site: Path) -> None:
    """Write the files into the folder `site`. Their paths are from a host's root: for a site below a path, the Caddyfile takes UNDER."""
    (site / "hosting").mkdir()
    for name in ("Caddyfile", "nginx.conf"):
        text = filled((TEMPLATES / name).read_text(encoding="utf-8"))
        (site / "hosting" / name).write_text(text, encoding="utf-8")
    (site / "_headers").write_text(headers_file(), encoding="utf-8")
    (site / "_redirects").write_text(redirects_file(), encoding="utf-8")
