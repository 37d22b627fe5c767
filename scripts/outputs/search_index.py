"""Make the search of one language.

Its stemmer, its words and the sections of its pages, as a plain script.

MiniSearch and not Pagefind: decisions/0003. The stemmers are Snowball's own JavaScript, which
Sphinx ships.
"""

from __future__ import annotations

import copy
import importlib.resources
import json

from scripts.l10n import load_strings
from scripts.site import Article, Files, LocalePages

#: Snowball's name of the stemmer for each language of the EEA that it has one for (as shipped with
#: Sphinx 9.0).
STEMMERS = {
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
}
#: For the other languages (bg, cs, hr, is, lv, mt, pl, sk, sl) a word is its first letters:
#: inflection changes its end. Six keep apart what five would mix; that such cutting serves
#: inflected languages about as well as a stemmer was measured for Turkish (Can et al., Information
#: Retrieval on Turkish Texts, 2008). No package of today brings their Snowball stemmers in
#: JavaScript.
TRUNCATE = 6
#: Not part of a page's own text.
EXCLUDED = (
    ".//style|.//script|.//svg|.//sup|.//button|.//div[@class='footnote']|.//ul[@class='sources']"
    "|.//a[@class='headerlink']|.//*[@class='outdated']"
)


def _snowball(name: str) -> str:
    return (
        importlib.resources.files("sphinx.search") / "minified-js" / f"{name}-stemmer.js"
    ).read_text(encoding="utf-8")


def index_sections(article: Article) -> list[list[str]]:
    """Cut a page at its headings.

    [address with fragment, title of the page, heading, text], in order.

    The heading of the first section is empty. Soft hyphens are left out, so that they hide no word.

    """
    tree = copy.deepcopy(article.tree)
    for extra in tree.xpath(EXCLUDED):
        extra.drop_tree()
    title = tree.xpath("string(.//h1)").strip()
    sections = [[article.url or "./", title, "", ""]]
    for element in tree.xpath(".//h2 | .//h3 | .//p | .//li[not(.//p or .//li)] | .//td | .//th"):
        text = " ".join(element.text_content().replace("\u00ad", "").split())
        if element.tag in ("h2", "h3"):
            sections.append([f"{article.url}#{element.get('id')}", title, text, ""])
        else:
            sections[-1][3] = f"{sections[-1][3]} {text}".strip()
    return sections


def files(pages: LocalePages) -> Files:
    """Make the script of one language."""
    strings = load_strings(pages.code)
    data = {
        "sections": [
            section
            for article in pages.articles.values()
            if article.filename != "print.md"
            for section in index_sections(article)
        ],
        "strings": {
            **{key: strings["search"][key] for key in ("found", "none", "all_pages")},
            "home": strings["home"],
        },
    }
    script = (
        "self.searchIndex=" + json.dumps(data, ensure_ascii=False, separators=(",", ":")) + ";\n"
    )
    name = STEMMERS.get(pages.code)
    if name:
        stemmer = f"const s=new {name.capitalize()}Stemmer;self.searchIndex.stem=w=>s.stemWord(w)"
        libraries = f"{_snowball('base')}\n{_snowball(name)}"
        script = f"(()=>{{var BaseStemmer;{libraries}\n{script}{stemmer}}})()\n"
    else:
        script += f"self.searchIndex.stem=w=>w.slice(0,{TRUNCATE})\n"
    return {f"assets/search/{pages.code}.js": script.encode()}
