"""Makes the search: one script for all languages, and one file a language with its parts, its words and its stemmer.

Measured on 23 November 2026 (brotli, English guide, up to the first result): Pagefind 1.5 at least 115,000 bytes, and it needs
WebAssembly, which `file://` and a strict policy shut out; MiniSearch with a Snowball stemmer and the whole text of the
guide about 38,000, as plain scripts. So MiniSearch. The stemmers are Snowball's own JavaScript, which Sphinx ships.
"""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path

import rjsmin
from lxml import html as lxml_html

from scripts import house, strings

#: Snowball's name of the stemmer for each language of the EEA that it has one for (as shipped with Sphinx 9.0).
STEMMERS = {
    "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch",
    "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}
#: What is not part of a page's own text.
LEFT_OUT = "//style|//script|//svg|//sup|//button|//div[@class='footnote']|//a[@class='here']|//*[@class='checked']|//*[@id='stale']"


def _snowball(name: str) -> str:
    return (importlib.resources.files("sphinx.search") / "minified-js" / f"{name}-stemmer.js").read_text(encoding="utf-8")


def parts(page: str, address: str) -> list[list[str]]:
    """A page cut at its headings: [address with fragment, title of the page, heading, text], in order.

    `page` is the finished HTML; `address` its path under its language. The heading of the first part is empty.
    """
    article = lxml_html.fromstring(page).xpath("//article")[0]
    for extra in article.xpath(LEFT_OUT.replace("//", ".//")):
        extra.drop_tree()
    title = article.xpath("string(.//h1)").strip()
    found = [[address or "./", title, "", ""]]
    for element in article.iter("h2", "h3", "p", "li", "th", "td", "figcaption"):
        text = " ".join(element.text_content().split())
        if element.tag in ("h2", "h3"):
            found.append([f"{address}#{element.get('id')}", title, text, ""])
        elif not element.xpath("ancestor::li | ancestor::td | ancestor::th | .//p | .//li"):
            found[-1][3] = f"{found[-1][3]} {text}".strip()
        elif element.tag == "p" or not element.xpath(".//p | .//li"):
            if not element.xpath("ancestor::*[self::p]"):
                found[-1][3] = f"{found[-1][3]} {text}".strip()
    return found


def run(site: Path) -> None:
    """Write assets/search.js and assets/search/<code>.js, and remove the sources they are made from."""
    folder = site / "assets" / "search"
    library = (folder / "minisearch.js").read_text(encoding="utf-8")
    assert library.rstrip().endswith("export { MiniSearch as default };"), "minisearch.js is not the file this step knows"
    library = library.rstrip().removesuffix("export { MiniSearch as default };")
    licence = "/*! MiniSearch, (c) Luca Ongaro, MIT. Snowball stemmers, (c) Dr Martin Porter, Richard Boulton and others, BSD-3-Clause. */"
    body = rjsmin.jsmin(f"{library}\n{(folder / 'find.js').read_text(encoding='utf-8')}")
    for path in folder.iterdir():
        path.unlink()
    (site / "assets" / "search.js").write_text(f"{licence}\n(()=>{{{body}}})()\n", encoding="utf-8")

    for language in house.languages():
        found = []
        for name in house.page_files():
            path = site / language.at / house.page_path(name) / "index.html"
            if path.exists():
                found += parts(path.read_text(encoding="utf-8"), house.page_path(name))
        words = strings.strings(language.code)
        data = {
            "parts": found,
            "words": {**{key: words["search"][key] for key in ("found", "none", "all_pages")}, "home": words["home"]},
        }
        stemmer = STEMMERS.get(language.code)
        script = "self.guide=" + json.dumps(data, ensure_ascii=False, separators=(",", ":")) + ";\n"
        if stemmer:
            script = f"(()=>{{var BaseStemmer;{_snowball('base')}\n{_snowball(stemmer)}\n{script}const s=new {stemmer.capitalize()}Stemmer;self.guide.stem=w=>s.stemWord(w)}})()\n"
        (folder / f"{language.code}.js").write_text(script, encoding="utf-8")
