"""Every page has its whole head and frame: title, menu, contents, dates, ways to hand it on, footer.

All in the page's own language, and each label leads to what it names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from scripts import config
from scripts.freshness import review_dates
from scripts.l10n import format_date, load_strings
from tests.pages import SITE, SitePage, collect, heading_text, page, site_pages, squeeze


def folded(value: object) -> object:
    """Fold white space, spaces that do not break among it, in whatever is compared."""
    if isinstance(value, (list, tuple)):
        return [folded(part) for part in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def expect(each: SitePage, what: str, found: object, wanted: object) -> Iterator[str]:
    found, wanted = folded(found), folded(wanted)
    if found != wanted:
        yield each.fault(f"{what}: expected {wanted!r}; found {found!r}")


def leads_to(each: SitePage, link) -> str:
    """The path below the site that a link of a page leads to."""
    return urljoin(f"/{each.path}", link.get("href")).lstrip("/")


def menu_title(each: SitePage) -> str:
    if each.filename == "index.md":
        return load_strings(each.code)["home"]
    return each.source.meta["title"]


@collect
def test_every_page_of_docs_is_built(site):
    for each in site_pages():
        if not each.file.exists():
            yield each.fault("expected this page")
    built = {file.relative_to(SITE).as_posix() for file in SITE.rglob("index.html")}
    known = {f"{each.path}index.html" for each in site_pages()}
    if len(site_pages()) <= len(config.locales()) or len(built & known) != len(known):
        yield f"expected {len(known)} pages; found {len(built & known)}"


@collect
def test_the_head_says_what_the_page_is(site):
    for each in site_pages():
        tree, meta, strings = each.tree, each.source.meta, load_strings(each.code)
        home = each.filename == "index.md"
        title = strings["site"] if home else f"{meta['title']} · {strings['site']}"
        yield from expect(each, "title", tree.xpath("//head/title/text()"), [title])
        for name, wanted in {
            "description": meta["description"],
            "viewport": "width=device-width,initial-scale=1",
            "referrer": "no-referrer",
            "color-scheme": "light dark",
        }.items():
            found = tree.xpath(f"//head/meta[@name='{name}']/@content")
            yield from expect(each, name, found, [wanted])
        yield from expect(
            each, "canonical", tree.xpath("//head/link[@rel='canonical']/@href"), [each.url]
        )
        if not each.html.startswith("<!doctype html>\n"):
            yield each.fault("expected <!doctype html>")
        if tree.xpath("string(//head/*[1]/@charset)") != "utf-8":
            yield each.fault("expected the charset first")
        icons = tree.xpath("//head/link[@rel='icon']")
        files = [leads_to(each, icon) for icon in icons]
        if (
            len(files) != 1
            or not files[0].startswith("assets/mark.")
            or not (SITE / files[0]).is_file()
        ):
            yield each.fault(f"expected the icon; found {files}")


@collect
def test_titles_and_descriptions_are_unique_in_a_language(site):
    for query in ("string(//title)", "string(//meta[@name='description']/@content)"):
        seen: Counter[tuple[str, str]] = Counter()
        for each in site_pages():
            text = each.tree.xpath(query)
            seen[each.code, text] += 1
            if seen[each.code, text] > 1 or not text.strip():
                yield each.fault(f"expected words of its own; found “{text}” again")


@collect
def test_the_header_has_the_way_home_the_search_the_menu_and_the_languages(site):
    for each in site_pages():
        strings, tree = load_strings(each.code), each.tree
        [skip] = tree.xpath("//a[@class='md-skip']") or [None]
        if skip is None or not tree.xpath(f"//*[@id='{skip.get('href')[1:]}']"):
            yield each.fault("expected the skip link, to a place on the page")
        elif each.code != "en" and squeeze(skip) == squeeze(
            page("en", "index.md").tree.xpath("//a[@class='md-skip']")[0]
        ):
            yield each.fault("expected the skip link in the page's language", skip)
        logos = tree.xpath("//header[@class='md-header']/a[@class='md-logo']")
        found = [(leads_to(each, logo), squeeze(logo)) for logo in logos]
        yield from expect(each, "way home", found, [(each.prefix, strings["site"])])
        for target, label in (
            ("menu", strings["menu"]),
            ("search", strings["search"]["open"]),
            (
                "languages",
                f"{each.code.upper()}, {strings['language']}: {config.locale(each.code).name}",
            ),
        ):
            buttons = tree.xpath(
                f"//header//button[@popovertarget='{target}'][not(@popovertargetaction)]"
            )
            labels = [button.get("aria-label") or squeeze(button) for button in buttons]
            yield from expect(each, f"button of {target}", labels, [label])
            if not tree.xpath(f"//*[@id='{target}'][@popover]"):
                yield each.fault(f"expected the panel #{target}")
        palette = tree.xpath("//button[@data-md-toggle='palette']/@title")
        yield from expect(each, "palette", palette, [strings["palette"]["label"]])
        search = tree.xpath("//*[@id='search']")[0] if tree.xpath("//*[@id='search']") else None
        scripts = (search.get("data-scripts") or "").split() if search is not None else []
        there = [urljoin(f"/{each.path}", script).lstrip("/") for script in scripts]
        if (
            len(there) != 2
            or not there[0].startswith(f"assets/search/{each.code}.")
            or not all((SITE / file).is_file() for file in there)
        ):
            yield each.fault(f"expected the search's two files; found {there}")
        elif urljoin(f"/{each.path}", search.get("data-root")).lstrip("/") != each.prefix:
            yield each.fault("expected data-root to be the home of the language", search)


#: Where the frame has words of its own, and their key in strings.yml.
WORDS = {
    "//head/meta[@name='author']/@content": "site",
    "//nav[@id='menu']/@aria-label": "menu_label",
    "//nav[@id='languages']/@aria-label": "language_label",
    "//label[@for='search-field']/text()": "search.label",
    "//aside[@id='language-suggestion'][@hidden]/@aria-label": "offer",
    "//aside[@id='language-suggestion']/button/text()": "offer_close",
    "//*[@id='stale-title']/text()": "stale_title",
    "//section[@class='share']/p[@id='share']/text()": "share.title",
    "//section[@class='share']/button[@data-share='copy']/@data-done": "share.copied",
    "//section[@class='share']/button[@data-share='copy']/@data-failed": "share.not_copied",
    "//*[@id='qr'][@role='group']/@aria-label": "share.qr_code",
    "//footer/nav/@aria-label": "menu",
}
#: What a page has once, beside its words: for scripts, and for those who hear it.
PARTS = (
    "//body/main[@class='md-main']//article",
    "//*[@id='search']/p[@id='search-status'][@role='status']",
    "//*[@id='search']/ul[@id='search-results']",
    "//section[@class='share']/p[@role='status'][not(node())]",
    "//button[@data-md-toggle='search'][@hidden]/svg[path]",
    "//button[@data-md-toggle='palette'][@hidden]//svg[path]",
)


def said(code: str, key: str) -> str:
    """The words of strings.yml under a key such as "share.title"."""
    words = load_strings(code)
    for part in key.split("."):
        words = words[part]
    return words


@collect
def test_the_frame_has_all_its_words_in_the_pages_language_and_all_its_parts(site):
    for each in site_pages():
        for query, key in WORDS.items():
            yield from expect(each, key, each.tree.xpath(query), [said(each.code, key)])
        names = "|".join(said(each.code, f"palette.{name}") for name in ("system", "light", "dark"))
        found = each.tree.xpath("//button[@data-md-toggle='palette']/@data-names")
        yield from expect(each, "palette", found, [names])
        for contents in each.tree.xpath("//nav[@id='contents']"):
            words = [contents.get("aria-label"), contents.xpath("string(./p)")]
            yield from expect(each, "contents", words, [said(each.code, "contents")] * 2)
        for panel in each.tree.xpath("//*[@popover]"):
            labels = panel.xpath("./button[@popovertargetaction='hide']/@aria-label")
            name = f"way to close #{panel.get('id')}"
            yield from expect(each, name, labels, [said(each.code, "close")])
        for query in PARTS:
            if (count := len(each.tree.xpath(query))) != 1:
                yield each.fault(f"expected one {query}; found {count}")


@collect
def test_the_menu_has_every_page_in_its_order_under_its_section(site):
    for each in site_pages():
        strings = load_strings(each.code)
        wanted: list[tuple[str, ...]] = []
        for section, names in config.nav_sections():
            there = [other for name in names if (other := page(each.code, name))]
            if section and there:
                wanted.append(("section", strings["sections"][section]))
            wanted += [("page", other.path, menu_title(other)) for other in there]
        missing = [name for name in config.page_filenames() if not page(each.code, name)]
        if missing:
            wanted.append(("section", strings["changed"]["only_english"]))
            english = [page("en", name) for name in missing]
            wanted += [("page", other.path, menu_title(other)) for other in english]
        found: list[tuple[str, ...]] = []
        for part in each.tree.xpath("//nav[@id='menu']//p | //nav[@id='menu']//li/a"):
            if part.tag == "p":
                found.append(("section", squeeze(part)))
            else:
                found.append(("page", leads_to(each, part), squeeze(part)))
        found, wanted = folded(found), folded(wanted)
        if found != wanted:
            different = [a for a in wanted if a not in found] + [
                a for a in found if a not in wanted
            ]
            yield each.fault(
                f"menu: expected the pages of mkdocs.yml; different: {different or 'the order'}"
            )
        current = each.tree.xpath("//nav[@id='menu']//a[@aria-current='page']")
        yield from expect(
            each, "current page", [leads_to(each, link) for link in current], [each.path]
        )


@collect
def test_the_contents_are_the_headings(site):
    for each in site_pages():
        if each.filename == "print.md":
            continue  # its contents are its chapters: test_print_page.py
        headings = each.tree.xpath("//article//h2[@id][not(ancestor::div[@class='footnote'])]")
        wanted = [(f"#{heading.get('id')}", heading_text(heading)) for heading in headings]
        source = [h.id for h in each.source.headings if h.level == 2]
        behind = each.tree.xpath("//article//*[@class='outdated']")
        if (
            not behind
            and [href[1:] for href, _ in wanted if not href.startswith("#voice-")] != source
        ):
            yield each.fault(f"headings: expected {source}; found {[href for href, _ in wanted]}")
        links = each.tree.xpath("//nav[@id='contents']//li/a")
        found = [(link.get("href"), squeeze(link)) for link in links]
        if len(wanted) <= 2 or each.filename == "index.md":
            wanted = []
        found, wanted = folded(found), folded(wanted)
        if found != wanted:
            different = [a for a in wanted if a not in found] + [
                a for a in found if a not in wanted
            ]
            yield each.fault(
                f"contents: expected the headings; different: {different or 'the order'}"
            )
        buttons = each.tree.xpath("//button[@popovertarget='contents'][not(@popovertargetaction)]")
        labels = [squeeze(button) for button in buttons]
        yield from expect(
            each, "button of contents", labels, [load_strings(each.code)["contents"]] * bool(wanted)
        )


@collect
def test_every_heading_has_its_id_and_the_link_to_itself(site):
    for each in site_pages():
        label = load_strings(each.code)["link_to_part"]
        if each.filename == "print.md":
            continue
        for heading in each.source.headings:
            found = each.tree.xpath(f"//article//*[@id='{heading.id}']")
            if [element.tag for element in found] != [f"h{heading.level}"]:
                yield each.fault(f"expected one h{heading.level} #{heading.id}")
                continue
            links = found[0].xpath("./a[@class='headerlink']")
            marks = [(link.get("href"), link.get("aria-label")) for link in links]
            if marks != [(f"#{heading.id}", label)] * (heading.level > 1):
                yield each.fault(
                    f"#{heading.id}: expected the link to this part; found {marks}", found[0]
                )


@collect
def test_a_page_says_when_it_was_checked_and_how_it_was_translated(site):
    for each in site_pages():
        strings, (reviewed, review_by) = load_strings(each.code), review_dates(each.filename)
        notes = each.tree.xpath("//article//p[@class='last-reviewed']")
        if len(notes) != 1:
            yield each.fault(f"expected one line of dates; found {len(notes)}")
            continue
        [note] = notes
        yield from expect(each, "dates", note.xpath("./time/@datetime"), [reviewed, review_by])
        for key, date in (("checked", reviewed), ("check_again", review_by)):
            wanted = " ".join(strings[key].replace("{date}", format_date(date, each.code)).split())
            if wanted not in squeeze(note):
                yield each.fault(f"expected “{wanted}”", note)
        if each.code != config.SOURCE_LOCALE:
            how = each.source.meta.get("translation", "machine")
            if " ".join(strings["translation"][how].split()) not in squeeze(note):
                yield each.fault(f"expected “{strings['translation'][how]}”", note)
            english = note.xpath("./a[@hreflang='en']")
            found = [(leads_to(each, link), squeeze(link)) for link in english]
            wanted = [(config.page_url(each.filename), strings["translation"]["english"])]
            yield from expect(each, "way to English", found, wanted)
        stale = each.tree.xpath("//aside[@id='stale'][@hidden]/@data-review-by")
        yield from expect(each, "notice of its age", stale, [review_by])
        notice = [squeeze(line) for line in each.tree.xpath("//aside[@id='stale']/*")]
        late = strings["stale"].replace("{date}", format_date(review_by, each.code))
        yield from expect(each, "words of that notice", notice, [strings["stale_title"], late])


@collect
def test_each_way_to_hand_it_on_does_what_it_says(site):
    for each in site_pages():
        strings, tree = load_strings(each.code), each.tree
        share = strings["share"]
        buttons = tree.xpath("//section[@class='share']/button")
        found = [
            (button.get("data-share") or button.get("popovertarget"), squeeze(button))
            for button in buttons
        ]
        wanted = [
            (key, share[name])
            for key, name in (
                ("copy", "copy"),
                ("send", "send"),
                ("qr", "qr_code"),
                ("print", "print"),
            )
        ]
        yield from expect(each, "share buttons", found, wanted)
        if [button.get("hidden") for button in buttons if button.get("data-share")] != [""] * 3:
            yield each.fault("expected what needs a script to be hidden without it")
        links = {squeeze(link): link for link in tree.xpath("//section[@class='share']/a")}
        files = {share["guide"]: "guide.pdf"}
        if each.filename in ("index.md", "object.md", "if-it-fails.md"):
            files[share["steps"]] = "steps.pdf"
        if each.filename == "status.md":
            files[share["feed"]] = "feed.xml"
        yield from expect(each, "share links", sorted(links), sorted([share["mail"], *files]))
        for label, name in files.items():
            if label in links and leads_to(each, links[label]) != each.prefix + name:
                yield each.fault(f"“{label}”: expected {each.prefix}{name}", links[label])
            if not (SITE / (each.prefix + name)).is_file():
                yield f"site/{each.prefix}{name}: expected this file"
        mail = links.get(share["mail"])
        if mail is not None:
            asked = parse_qs(urlsplit(mail.get("href")).query)
            title = strings["site"] if each.filename == "index.md" else each.source.meta["title"]
            sent = (unquote(asked.get("subject", [""])[0]), asked.get("body"))
            yield from expect(each, "e-mail", sent, (title, [each.url]))
        codes = tree.xpath("//*[@id='qr'][@popover]/img")
        pictures = [(leads_to_src(each, code), code.get("alt")) for code in codes]
        yield from expect(each, "QR code", pictures, [(f"{each.path}qr.svg", share["qr_code_alt"])])
        yield from expect(
            each,
            "address below it",
            [squeeze(p) for p in tree.xpath("//*[@id='qr']/p")],
            [each.url],
        )


def leads_to_src(each: SitePage, picture) -> str:
    return urljoin(f"/{each.path}", picture.get("src")).lstrip("/")


@collect
def test_the_footer_leads_on_and_says_who_speaks(site):
    for each in site_pages():
        strings, tree = load_strings(each.code), each.tree
        order = [other for other in site_pages() if other.code == each.code]
        place = order.index(each)
        wanted = []
        for rel, other in (
            ("prev", order[place - 1] if place else None),
            ("next", ([*order, None])[place + 1]),
        ):
            if other:
                key = "previous" if rel == "prev" else "next"
                wanted.append((rel, other.path, strings[key].replace("{title}", menu_title(other))))
        links = tree.xpath("//footer//a[@class='md-footer__link']")
        found = [(link.get("rel"), leads_to(each, link), squeeze(link)) for link in links]
        yield from expect(each, "pages before and after", found, wanted)
        reviewed = format_date(review_dates(each.filename)[0], each.code)
        lines = [squeeze(line) for line in tree.xpath("//footer/div[@class='md-footer-meta']/p")]
        footer = strings["footer"]
        said = [
            footer["independent"],
            f"{footer['private']} {footer['licence']}",
            f"{footer['printed'].replace('{address}', each.url)} · {strings['checked'].replace('{date}', reviewed)}",
        ]
        yield from expect(each, "footer", lines, [" ".join(line.split()) for line in said])


#: What a page has beside main.js.
SCRIPTS = {
    "object.md": ["finder/{code}"],
    "letters.md": ["letters/{code}"],
    "complain.md": ["js/authorities"],
}


@collect
def test_a_page_asks_for_its_scripts_and_no_other(site):
    for each in site_pages():
        scripts = each.tree.xpath("//script[@src]")
        found = [urljoin(f"/{each.path}", script.get("src")).lstrip("/") for script in scripts]
        names = ["js/main", *SCRIPTS.get(each.filename, [])]
        wanted = [f"assets/{name.format(code=each.code)}" for name in names]
        yield from expect(each, "scripts", [file.rsplit(".", 2)[0] for file in found], wanted)
        for script, file in zip(scripts, found, strict=True):
            if script.get("defer") is None:
                yield each.fault(f"{file}: expected `defer`", script)
            if not (SITE / file).is_file():
                yield each.fault(f"{file}: expected this file", script)
