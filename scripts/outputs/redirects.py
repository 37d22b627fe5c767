"""Write a small page at each address that leads to another one, for hosts that only send files."""

from __future__ import annotations

from scripts import templates
from scripts.config import site_url
from scripts.data.redirects import redirect_map
from scripts.document import Document
from scripts.site import Files, Site
from scripts.transforms import csp


def files(site: Site) -> Files:
    """Write the page of each redirect whose target was built.

    It leads on at once, and by a link for a browser that does not.
    """
    titles = {
        pages.url_prefix + article.url: (pages.code, article.title)
        for pages in site.locales.values()
        for article in pages.articles.values()
    }
    made = {}
    for old, new in redirect_map().items():
        if new not in titles:
            continue
        code, title = titles[new]
        html = templates.render(
            "redirect.html",
            code=code,
            title=title,
            href="../" * old.count("/") + new,
            canonical=site_url() + new,
        )
        document = Document(html)
        csp.add_csp_meta(document)
        made[f"{old}index.html"] = document.html().encode()
    return made
