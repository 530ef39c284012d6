"""The fact form: what is selected, and what it says of what was typed."""

from __future__ import annotations

import pytest

from newsview.nlp.figures import read_value
from newsview.store.model import Fact, Value
from newsview.widgets.fact_form import FactForm
from tests.packet import packet
from tests.widgets.records import TEXT, fact
from tests.widgets.test_fields import Host, texts

DRAFT = fact(value=Value(1_200_000, "EUR"))


def locate(text: str) -> tuple[int, int] | None:
    """Where a text stands in the sentence, none of it in its last word."""
    at = TEXT.removesuffix("in Carnia.").find(text)
    return (at, at + len(text)) if text and at >= 0 else None


def host(draft: Fact = DRAFT) -> Host:
    """The form on the invented sentence."""
    return Host(lambda: FactForm(draft, read_value, locate, in_text=TEXT.__contains__))


@pytest.mark.parametrize(
    ("keys", "predicate"),
    [
        (["x"], "x"),
        (["end", "x"], "raccogliex"),
        (["home", "x"], "xraccoglie"),
        (["right", "x"], "raccogliex"),
        (["left", "x"], "xraccoglie"),
        (["backspace"], ""),
        (["tab", "shift+tab", "x"], "x"),
    ],
)
async def test_what_stands_in_a_field_is_selected_when_it_is_reached(
    keys: list[str], predicate: str
) -> None:
    """A letter replaces it, a motion keeps it; also in one packet."""
    for at_once in (True, False):
        app = host()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            if at_once:
                await packet(pilot, "tab", *keys)
            else:
                await pilot.press("tab", *keys)
            await pilot.pause()
            assert texts(app, "subject", "predicate") == ["Il Melo", predicate]


async def test_a_value_read_in_part_says_so_and_is_kept_on_the_second_enter() -> None:
    """At the field while it is typed; the first enter asks, a change asks anew."""
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("tab", "tab", "tab", "end", *"guida")
        await pilot.pause()
        assert "not read: di euroguida" in app.field.reading("value")
        await pilot.press("enter")
        await pilot.pause()
        assert app.told == [] and "not: di euroguida" in app.field.reason
        await pilot.press("tab", "shift+tab", "end", *" a")
        await pilot.pause()
        assert app.field.reason == ""
        await pilot.press("enter", "enter")
        await pilot.pause()
    (kept,) = app.told
    assert isinstance(kept, FactForm.Kept)
    assert kept.fact.value == Value(1_200_000, None)


async def test_a_value_of_more_words_that_stand_as_the_object_is_no_question() -> None:
    """Nothing is lost: the object has them."""
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("tab", "tab", "end", *" per tre cantine", "enter")
        await pilot.pause()
    (kept,) = app.told
    assert isinstance(kept, FactForm.Kept)
    assert kept.fact.value == Value(1_200_000, "EUR")


@pytest.mark.parametrize("name", ["subject", "object", "attribution"])
async def test_a_text_that_the_article_does_not_have_is_said_quietly(name: str) -> None:
    """Not of one that stands outside the evidence, nor of an empty one; it is kept all the same."""
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for text, said in (("mai detto", "not in the text"), ("Carnia", ""), ("", "")):
            app.field.field(name).value = text
            await pilot.pause()
            assert app.field.reading(name) == said
        app.field.field(name).value = "mai detto"
        await pilot.press("enter")
        await pilot.pause()
    (kept,) = app.told
    assert isinstance(kept, FactForm.Kept)
    there = getattr(kept.fact, name)
    assert (there if name == "attribution" else there.text) == "mai detto"


async def test_tags_are_what_they_are_in_the_tag_field() -> None:
    """Without blanks around, empty levels and doubles."""
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.field.field("tags").value = "Vino, vino , a // b,,due  parole"
        await pilot.press("enter")
        await pilot.pause()
    (kept,) = app.told
    assert isinstance(kept, FactForm.Kept)
    assert kept.fact.tags == ("Vino", "a/b", "due parole")
