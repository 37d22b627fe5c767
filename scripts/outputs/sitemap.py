"""Write sitemap.xml, with each page's editions in the other languages, and robots.txt."""

from __future__ import annotations

from scripts import templates
from scripts.config import SOURCE_LOCALE, site_url
from scripts.freshness import review_dates
from scripts.site import Files, Site


def files(site: Site) -> Files:
    """Write both.

    `lastmod` is the day the page's facts were last checked; hreflang stands here alone (Google's
    documentation, “Tell Google about localized versions”), complete and mutual, with x-default.
    """
    editions: dict[str, dict[str, str]] = {}
    for pages in site.locales.values():
        for article in pages.articles.values():
            editions.setdefault(article.filename, {})[pages.code] = pages.home_url + article.url
    rows = [
        {
            "url": url,
            "reviewed": review_dates(filename)[0],
            "editions": urls,
            "default": urls.get(SOURCE_LOCALE),
        }
        for filename, urls in editions.items()
        for url in urls.values()
    ]
    robots = f"User-agent: *\nAllow: /\nSitemap: {site_url()}sitemap.xml\n"
    return {
        "sitemap.xml": templates.render("sitemap.xml", rows=rows).encode(),
        "robots.txt": robots.encode(),
    }
