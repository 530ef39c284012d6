"""The layout rules over many pages of our own invention, in many forms of text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.hints import Hints
from tests.nlp.pages import Page, article, kinds_of, lost_lines, read_pages, wrong_lines

PAGES = read_pages()
MARKED = {page.name: page for page in PAGES}


def visible(page: Page) -> list[str]:
    """The page's lines that are not blank."""
    return [line for line in page.lines if line.strip()]


FORMS: dict[str, Callable[[Page], str]] = {
    "Windows line ends": lambda page: page.text.replace("\n", "\r\n"),
    "no-break spaces": lambda page: page.text.replace(", ", ",\u00a0").replace(" di ", " di\u00a0"),
    "indented": lambda page: "\n".join(f"\t  {line}  " for line in page.lines),
    "decomposed accents": lambda page: unicodedata.normalize("NFD", page.text),
    "straight quotes": lambda page: page.text.translate(str.maketrans("’«»", '\'""')),
    "no blank lines": lambda page: "\n".join(visible(page)),
    "a blank line after each": lambda page: "\n\n".join(visible(page)),
    "many blank lines": lambda page: "\n \n\n\n".join(visible(page)),
}


@pytest.mark.parametrize("name", MARKED)
def test_each_line_is_what_it_is(name: str) -> None:
    """Title, byline, standfirst, heading, story or neither."""
    assert wrong_lines(MARKED[name], MARKED[name].text) == []


@pytest.mark.parametrize("name", MARKED)
def test_title_day_outlet_and_language(name: str) -> None:
    """As the page says them, not as its menus or other articles do."""
    page = MARKED[name]
    made = article(page.text)
    titled = any(block.kind == "title" for block in made.blocks)
    found = {
        "title": made.title if titled else None,
        "published": made.published,
        "publisher": made.publisher,
        "language": made.language,
    }
    assert found == page.expected | {"publisher": page.expected.get("publisher")}
    assert made.title


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", MARKED)
def test_no_line_of_the_story_is_lost_in_any_form(name: str, form: str) -> None:
    """And title and day are the same, however the lines stand."""
    page = MARKED[name]
    text = FORMS[form](page)
    assert lost_lines(page, text) == []
    made, first = article(text), article(page.text)
    assert made.published == first.published
    straight = str.maketrans("’«»", '\'""')
    assert made.title.translate(straight) == first.title.translate(straight)


@pytest.mark.parametrize("name", MARKED)
def test_hints_are_found_in_the_text(name: str) -> None:
    """A page whose metadata give title and day shows the same line as its title."""
    page = MARKED[name]
    title = page.expected["title"]
    made = article(page.text, hints=Hints(title=title, published="2020-02-02", publisher="Altro"))
    assert (made.published, made.publisher) == ("2020-02-02", "Altro")
    if title is not None:
        assert [line for line, kind in kinds_of(made) if kind == "title"] == [title]
    assert lost_lines(page, page.text) == []


LINES = sorted({line for page in PAGES for line in visible(page)})
PIECES = st.sampled_from(LINES) | st.text(max_size=30) | st.sampled_from(["", " ", "\u00a0", "\r"])


@given(st.lists(PIECES, max_size=30).map("\n".join))
def test_blocks_cover_every_line_whatever_the_order(text: str) -> None:
    """Lines of real pages shuffled, with rubbish between: in order, apart, whole, each once."""
    made = article(text)
    reached = 0
    for block in made.blocks:
        assert reached <= block.start < block.end <= len(text)
        assert text[reached : block.start].strip() == ""
        assert block.start == 0 or text[block.start - 1] == "\n"
        assert block.end == len(text) or text[block.end] in "\r\n"
        reached = block.end
    assert text[reached:].strip() == ""
    assert sum(block.kind == "title" for block in made.blocks) <= 1


LONG = "La giunta ha approvato ieri il progetto, " * 5 + "e domani se ne riparla."


@pytest.mark.parametrize(
    "text",
    [
        "Parola \u00a0" * 100_000,
        "Home\n" * 20_000,
        "Leggi anche\n" * 20_000,
        "Leggi anche\nOggi piove sul mare.\n" * 20_000,
        "Una riga breve\n" * 15_000 + LONG,
        f"{LONG}\n" + "Una riga senza punto che non finisce qui\n" * 20_000 + LONG,
        "3 marzo 2026\n" * 20_000,
        "a | b | c | d | e\n" * 20_000,
        "18:30\nOggi piove sul mare.\n" * 15_000,
        "© 2026 Valle Oggi\n" * 20_000,
        "- voce\n" * 20_000 + "Fine della storia, che è breve.\n",
        "Una riga piena di parole che continua nella riga seguente fino alla fine e\n" * 20_000,
        "Domenica\nOggi piove forte sul mare.\n" * 15_000,
    ],
)  # fmt: skip
def test_hostile_pages_take_no_quadratic_time(text: str) -> None:
    """They would take hours."""
    assert article(text).blocks
