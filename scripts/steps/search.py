"""Makes the search: one script for all languages, and one file a language with its parts, its words and its stemmer.

Measured on 23 November 2026 (brotli, English guide, up to the first result): Pagefind 1.5 at least 115,000 bytes, and it needs
WebAssembly, which `file://` and a strict policy shut out; MiniSearch with a Snowball stemmer and the whole text of the
guide about 38,000, as plain scripts. So MiniSearch. The stemmers are Snowball's own JavaScript, which Sphinx ships.
"""

from __future__ import annotations

import importlib.resources
import json
import rjsmin
from lxml import html as lxml_html

from scripts import config, l10n
from scripts.errors import BuildError

#: Snowball's name of the stemmer for each language of the EEA that it has one for (as shipped with Sphinx 9.0).
STEMMERS = {
    "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch",
    "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}
#: For the other languages (bg, cs, hr, is, lv, mt, pl, sk, sl) a word is its first letters: inflection changes its end. Six keep
#: apart what five would mix; that such cutting serves inflected languages about as well as a stemmer was measured for Turkish
#: (Can et al., Information Retrieval on Turkish Texts, 2008). No package of today brings their Snowball stemmers in JavaScript.
FIRST_LETTERS = 6
#: How the library's file ends; in one script with find.js there is nothing to export.
EXPORT = "export { MiniSearch as default };"
LICENCES = "/*! MiniSearch, (c) Luca Ongaro, MIT. Snowball stemmers, (c) Dr Martin Porter, Richard Boulton and others, BSD-3-Clause. */"
#: What is not part of a page's own text.
LEFT_OUT = "//style|//script|//svg|//sup|//button|//div[@class='footnote']|//ul[@class='sources']|//a[@class='here']|//*[@class='checked']|//*[@id='stale']"


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
    for element in article.xpath(".//h2 | .//h3 | .//p | .//li[not(.//p or .//li)] | .//td | .//th"):
        text = " ".join(element.text_content().split())
        if element.tag in ("h2", "h3"):
            found.append([f"{address}#{element.get('id')}", title, text, ""])
        else:
            found[-1][3] = f"{found[-1][3]} {text}".strip()
    return found


def program() -> bytes:
    """The script that all languages share: the library, and what shows its results."""
    folder = config.DOCS / "assets" / "search"
    library = (folder / "minisearch.js").read_text(encoding="utf-8").rstrip()
    if not library.endswith(EXPORT):
        raise BuildError(config.display_path(folder / "minisearch.js"), library.count("\n") + 1, f"expected the last line to be `{EXPORT}`")
    body = rjsmin.jsmin(f"{library.removesuffix(EXPORT)}\n{(folder / 'find.js').read_text(encoding='utf-8')}")
    return f"{LICENCES}\n(()=>{{{body}}})()\n".encode()


def guide(code: str, pages: dict[str, str]) -> bytes:
    """The script of one language: its stemmer, its words, and the parts of its pages, given as HTML by path."""
    words = l10n.load_strings(code)
    data = {
        "parts": [part for path, page in pages.items() for part in parts(page, path)],
        "words": {**{key: words["search"][key] for key in ("found", "none", "all_pages")}, "home": words["home"]},
    }
    script = "self.guide=" + json.dumps(data, ensure_ascii=False, separators=(",", ":")) + ";\n"
    if code in STEMMERS:
        name = STEMMERS[code]
        stemmer = f"const s=new {name.capitalize()}Stemmer;self.guide.stem=w=>s.stemWord(w)"
        script = f"(()=>{{var BaseStemmer;{_snowball('base')}\n{_snowball(name)}\n{script}{stemmer}}})()\n"
    else:
        script += f"self.guide.stem=w=>w.slice(0,{FIRST_LETTERS})\n"
    return script.encode()
