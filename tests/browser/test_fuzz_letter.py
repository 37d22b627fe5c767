"""Whatever somebody types stands in the letter, as it was typed, and never as markup.

The same examples every time (derandomize), in bounded number.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.browser import letter_helper as letter


@pytest.fixture(scope="module")
def helper(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en")
    tab = context.new_page()
    tab.problems = []
    tab.on("pageerror", lambda error: tab.problems.append(str(error)))
    tab.on(
        "console",
        lambda message: tab.problems.append(message.text) if message.type == "error" else None,
    )
    letter.opened(tab, address + "letters/", "objection")
    yield tab
    context.close()


def lines_of(text: str) -> list[str]:
    """The lines somebody typed, as a letter holds them: each without space around it, halves of a pair of surrogates as U+FFFD."""
    clean = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return [
        line.strip(JS_SPACE)
        for line in re.split("\r\n|[\n\r\v\f\x85\u2028\u2029]", clean)
        if line.strip(JS_SPACE)
    ]


JS_SPACE = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
TYPED = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [
                "<b>x</b>",
                "<script>alert(1)</script>",
                "&lt;",
                "{letter}",
                "$&",
                "$1",
                "\\",
                "%0A&subject=",
                "\u202e",
                "\0",
                "\r\n",
                "\n",
                "  ",
                "👩‍👧",
                "[your full name]",
                "'\"`",
            ]
        ),
        max_size=6,
    ).map("".join),
)


@given(TYPED)
@settings(
    derandomize=True,
    deadline=None,
    max_examples=40,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_text_typed_stands_in_the_letter(helper, typed):
    """Word for word, line by line; never as markup; with no error; and the same in the mail."""
    elements = helper.evaluate("document.querySelectorAll('#letter pre *').length")
    helper.evaluate(
        """typed => { const field = document.querySelector("#letter-fields [data-for~=accounts] textarea, #letter-fields textarea[data-for~=accounts]");
        field.value = typed; field.dispatchEvent(new Event("input", { bubbles: true })); }""",
        typed,
    )
    written = letter.written(helper)
    for line in lines_of(typed):
        assert line in written
    assert helper.evaluate("document.querySelectorAll('#letter pre *').length") == elements == 0
    body = helper.evaluate(
        "new URLSearchParams(document.getElementById('letter-mail').href.split('?')[1].replaceAll('+', '%2B')).get('body').replaceAll('\\r\\n', '\\n')"
    )
    assert body == written
    assert helper.problems == []
