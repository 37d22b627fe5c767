"""Write what hosts need to know.

Hosting/Caddyfile, hosting/nginx.conf, and _headers and _redirects for hosts that read those.

The headers are said once, here, for all of them. A page carries its own policy
(scripts/transforms/csp.py), and a browser keeps both, so the header says only what a page cannot
say of itself: it names no style-src, script-src or default-src, which would shut out the page's own
style.
"""

from __future__ import annotations

import re

from scripts.config import ROOT, locales, page_filenames, page_url
from scripts.data.redirects import load_redirects, redirect_map
from scripts.site import Files, Site

TEMPLATES = ROOT / "hosting"

#: Features of browsers that no page here uses. Writing to the clipboard and sharing are left as
#: they are, on for the page itself alone: the letters and the share row use them. Names that
#: browsers do not know are left out, since they complain of each. With them an answer's headers are
#: about 850 bytes (HPACK) instead of 360, once a connection; over TLS the handshake has by then
#: widened the first flight by more than that.
DISABLED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
#: What every answer carries.
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DISABLED_FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: On encrypted connections only (RFC 6797, 7.2). Not for subdomains, which may be somebody else's.
HSTS = "max-age=31536000"
#: How long a copy may be kept, in seconds: pages ten minutes, files named by their content a year
#: (RFC 8246).
PAGE_TTL = "public, max-age=600"
ASSET_TTL = "public, max-age=31536000, immutable"


def slashless_urls() -> dict[str, str]:
    """Return the addresses without a slash at the end, and their pages: "/object" → "object/"."""
    found = {f"/{path.strip('/')}": path for path in map(page_url, page_filenames()) if path}
    return found | {f"/{old}": f"{new}/" for old, new in load_redirects()["short"].items()}


def _tags() -> dict[str, str]:
    """Return where each language is that a browser may ask for: {"en": "", "no": "nb/"}."""
    at = {locale.code: locale.url_prefix for locale in locales()}
    return at | {old: at[new] for old, new in load_redirects()["languages"].items()}


def _nginx_value(name: str, value: str) -> str:
    """Return a header's value for nginx; one of them differs for the data, so it is a variable."""
    return "$guide_resource" if name == "Cross-Origin-Resource-Policy" else f'"{value}"'


def _lists() -> dict[str, list[str]]:
    """Return the lists that stand in the templates, by name: lines for Caddy and for nginx."""
    others = [locale.code for locale in locales() if locale.url_prefix]
    moved, codes = redirect_map(), load_redirects()["languages"]
    at = {locale.code: locale.url_prefix for locale in locales()}
    return {
        "headers caddy": [f'\theader {name} "{value}"' for name, value in HEADERS.items()],
        "headers nginx": [
            f"\tadd_header {name} {_nginx_value(name, value)} always;"
            for name, value in HEADERS.items()
        ],
        "languages caddy": [f"\t\t\t\t{tag} {there}" for tag, there in _tags().items() if there],
        "languages nginx": [f"\t{tag} {there};" for tag, there in _tags().items() if there],
        "plain caddy": [f"\t\t\t\t{path} {page}" for path, page in slashless_urls().items()],
        "plain nginx": [f"\t{path} {page};" for path, page in slashless_urls().items()],
        "redirects caddy": [
            f"\t\t\tredir /{old} {{$BASE_PATH}}/{new} 301" for old, new in moved.items()
        ]
        + [
            f"\t\t\t@{old} path_regexp {old} ^/{old}/(.+)\n"
            f"\t\t\tredir @{old} {{$BASE_PATH}}/{at[new]}{{re.{old}.1}} 301"
            for old, new in codes.items()
        ],
        "redirects nginx": [
            f"\tlocation = /{old} {{ return 301 /{new}; }}" for old, new in moved.items()
        ]
        + [
            f"\tlocation ~ ^/{old}/(.+)$ {{ return 301 /{at[new]}$1; }}"
            for old, new in codes.items()
        ],
        "errors nginx": [
            f"\tlocation /{code}/ {{ error_page 404 /{code}/404.html; try_files $uri $uri/ =404; }}"
            for code in others
        ],
    }


def render_config(template: str) -> str:
    """Return a template with its lists and words in their places.

    Raises KeyError for a mark that nothing fills.
    """
    lists = _lists()
    words = {
        "HSTS": HSTS,
        "SHORT": PAGE_TTL,
        "LONG": ASSET_TTL,
        "TAGS": "|".join(_tags()),
        "PLAIN": " ".join(slashless_urls()),
        "CODES": "|".join(locale.code for locale in locales() if locale.url_prefix),
    }
    template = re.sub(
        r"^#<([a-z ]+)>$", lambda mark: "\n".join(lists[mark[1]]), template, flags=re.MULTILINE
    )
    return re.sub(r"\{\{([A-Z]+)\}\}", lambda mark: words[mark[1]], template)


def headers_file() -> str:
    """`_headers`, as Netlify, Cloudflare Pages and others read it.

    Pages get no cache rule: those hosts' own is short, and they add up what two rules say of one
    header.
    """
    rows = [f"  {name}: {value}" for name, value in HEADERS.items()]
    return "\n".join(
        [
            "/*",
            *rows,
            f"  Strict-Transport-Security: {HSTS}",
            "/assets/*",
            f"  Cache-Control: {ASSET_TTL}",
            "",
        ]
    )


def redirects_file() -> str:
    """`_redirects`, as the same hosts read it.

    Their rules for languages differ, so /object is left to the English page.
    """
    rows = [f"/{old} /{new} 301" for old, new in redirect_map().items()]
    rows += [
        f"{path} /{page} 301"
        for path, page in slashless_urls().items()
        if f"{path[1:]}/" in redirect_map()
    ]
    at = {locale.code: locale.url_prefix for locale in locales()}
    rows += [f"/{old}/* /{at[new]}:splat 301" for old, new in load_redirects()["languages"].items()]
    # Netlify asks for these; Cloudflare passes over them and finds the nearest 404.html by itself.
    rows += [
        f"/{locale.url_prefix}* /{locale.url_prefix}404.html 404"
        for locale in locales()
        if locale.url_prefix
    ]
    return "\n".join(rows) + "\n"


def files(site: Site) -> Files:
    """Write the files.

    Their paths are from a host's root: for a site below a path, the Caddyfile takes BASE_PATH.
    """
    made = {
        f"hosting/{name}": render_config((TEMPLATES / name).read_text(encoding="utf-8")).encode()
        for name in ("Caddyfile", "nginx.conf")
    }
    return made | {"_headers": headers_file().encode(), "_redirects": redirects_file().encode()}
