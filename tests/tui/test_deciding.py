"""Keys in the reader to what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsview.store.annotations import Annotations
from newsview.store.model import Mention
from newsview.tui.app import NewsviewApp
from newsview.tui.screens.reader import ReaderScreen
from newsview.widgets.note_field import NoteField
from newsview.widgets.prompt import Prompt
from tests.packet import packet

from .conftest import MakeApp

WIDE = (120, 40)


def reader_of(app: NewsviewApp) -> ReaderScreen:
    """The reader that is shown."""
    assert isinstance(app.screen, ReaderScreen)
    return app.screen


def decided(app: NewsviewApp) -> dict[str, str]:
    """Text to status of what is kept of the opened article."""
    kept = app.session.annotations.mentions(reader_of(app).opened.article.sha256)
    return {m.text: m.status for m in kept}


def kept(app: NewsviewApp) -> list[Mention]:
    """What is kept of the opened article."""
    return app.session.annotations.mentions(reader_of(app).opened.article.sha256)


async def opened(pilot: Pilot[None]) -> None:
    """The first article in the reader, its suggestions there."""
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


async def to(pilot: Pilot[None], text: str) -> None:
    """Put the caret where a text stands first."""
    app = pilot.app
    assert isinstance(app, NewsviewApp)
    screen = reader_of(app)
    screen.reader.goto(screen.opened.article.text.index(text))
    await pilot.pause()


async def test_accepting_goes_on_to_the_next_suggestion(make_app: MakeApp) -> None:
    """One key, one decision, and the caret stands on the next."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("n")
        first = reader_of(app).reader.active
        await pilot.press("a")
        second = reader_of(app).reader.active
        assert first is not None and second is not None
        assert decided(app) == {first.text: "accepted"}
        assert second.start > first.start
        assert second.status == "suggested"


async def test_rejecting_keeps_the_rejection(make_app: MakeApp) -> None:
    """A rejected suggestion is kept as rejected and does not come back."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("n", "x")
        assert list(decided(app).values()) == ["rejected"]
        waiting = [m for m in reader_of(app).opened.mentions if m.status == "suggested"]
        assert kept(app)[0].start not in [m.start for m in waiting]


async def test_a_number_key_relabels_and_accepts(make_app: MakeApp) -> None:
    """The label of a suggestion is corrected with one key."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("n", "4")
        (mention,) = kept(app)
        assert (mention.label, mention.status, mention.origin) == ("MISC", "accepted", "rule")


async def test_a_selection_is_labelled_with_exact_offsets(make_app: MakeApp) -> None:
    """Accents, curly apostrophes and an emoji before it do not shift what is marked."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "soddisfatto")
        await pilot.press("v", "l", "l", "1")
        (mention,) = kept(app)
        text = reader_of(app).opened.article.text
        assert mention.text == text[mention.start : mention.end] == "soddisfatto 🎉 del"
        assert (mention.label, mention.origin) == ("PER", "person")


async def test_the_token_at_the_caret_is_labelled_without_its_article(make_app: MakeApp) -> None:
    """A number key on l’estate marks estate alone."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "estate")
        await pilot.press("5")
        assert [m.text for m in kept(app)] == ["estate"]


async def test_all_identical_is_one_step_after_showing_how_many(make_app: MakeApp) -> None:
    """A shows the number, A again does it, u takes all of it back."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "Terna Nova")
        await pilot.press("A")
        assert "3" in reader_of(app).said
        assert kept(app) == []
        await pilot.press("A")
        assert [m.text for m in kept(app)] == ["Terna Nova"] * 3
        await pilot.press("u")
        assert kept(app) == []


async def test_the_same_for_all_counts_the_one_at_the_caret_in(make_app: MakeApp) -> None:
    """An undecided one is not one more; where it is the only one there is nothing to ask."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "Terna Nova")
        await pilot.press("A")
        assert "all 3 as ORG: Terna Nova" in reader_of(app).said
        await pilot.press("escape")
        await to(pilot, "Istituto Boreale")
        await pilot.press("A")
        assert decided(app) == {"Istituto Boreale": "accepted"}
        assert "more" not in reader_of(app).said
        following = reader_of(app).reader.active
        assert following is not None and following.text == "4 milioni di euro"


async def test_all_identical_straight_after_a_decision_is_of_what_was_decided(
    make_app: MakeApp,
) -> None:
    """The caret has gone on; a key between them, and A is of what is at the caret."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "Terna Nova")
        await pilot.press("4")
        following = reader_of(app).reader.active
        assert following is not None and following.text == "Cuneo"
        await pilot.press("A")
        assert "2 more as MISC: Terna Nova" in reader_of(app).said
        await pilot.press("A")
        assert [(m.text, m.label) for m in kept(app)] == [("Terna Nova", "MISC")] * 3
        assert reader_of(app).reader.active == following
        await pilot.press("u")
        assert len(kept(app)) == 1
        await to(pilot, "Terna Nova")
        await pilot.press("N", "A")
        assert "Cuneo" in reader_of(app).said


@pytest.mark.parametrize("key", ["a", "x", "4"])
async def test_after_a_decision_on_the_only_one_all_decides_nothing(
    make_app: MakeApp, key: str
) -> None:
    """The caret has gone on to another name, and that one was not meant; a second A asks."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "Istituto Boreale")
        await pilot.press(key)
        before = decided(app)
        following = reader_of(app).reader.active
        assert following is not None and following.text == "4 milioni di euro"
        await pilot.press("A")
        assert decided(app) == before
        assert "no other Istituto Boreale here" in reader_of(app).said
        await pilot.press("A")
        assert decided(app) == before
        assert "A or enter: accept MONEY 4 milioni di euro" in reader_of(app).said
        await pilot.press("A")
        assert decided(app) == {**before, "4 milioni di euro": "accepted"}


async def test_keys_in_one_packet_do_what_they_do_one_by_one(make_app: MakeApp) -> None:
    """Doubled keys and offers, among others."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        reader = reader_of(app).reader
        await packet(pilot, "G", "g", "g")
        assert reader.caret == 0 and "g…" not in reader_of(app).said
        await packet(pilot, "G", "g", "h")
        assert reader.caret > 0
        await packet(pilot, "g", "g", "w", "w", "g", "g", "l")
        assert 0 < reader.caret < 10
        await packet(pilot, "g", "g", "n", "A", "A", "n")
        assert [m.text for m in kept(app)] == ["Cuneo"] * 2


async def test_what_is_typed_before_a_field_is_there_is_typed_into_it(make_app: MakeApp) -> None:
    """In one packet with the key that opens it: the letters are no commands."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await packet(pilot, "n", "slash", "a", "x", "d", "1")
        assert kept(app) == []
        assert reader_of(app).query_one(Prompt).value == "axd1"
        await pilot.press("2")
        assert reader_of(app).query_one(Prompt).value == "axd12"


async def test_another_key_lets_the_offer_go(make_app: MakeApp) -> None:
    """After A, any key but A and enter does its own work and nothing more."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "Terna Nova")
        await pilot.press("A", "l", "enter")
        assert kept(app) == []


async def test_edges_move_by_token_and_by_character(make_app: MakeApp) -> None:
    """< takes in the word before, and in character mode . takes in one character."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "Boreale")
        await pilot.press("greater_than_sign")
        assert [m.text for m in kept(app)] == ["Boreale"]
        await pilot.press("less_than_sign")
        assert [m.text for m in kept(app)] == ["Istituto Boreale"]
        await pilot.press("semicolon", "comma")
        assert [m.text for m in kept(app)] == ["Istituto Boreal"]


async def test_removing_ones_own_and_undoing_it(make_app: MakeApp) -> None:
    """x on one's own mention takes it away; u brings it back, U takes it away again."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "fondi")
        await pilot.press("4", "x")
        assert kept(app) == []
        await pilot.press("u")
        assert [m.text for m in kept(app)] == ["fondi"]
        await pilot.press("U")
        assert kept(app) == []


async def test_nested_mentions_are_each_in_reach(make_app: MakeApp) -> None:
    """A mention inside another one is added, shown and reached."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "Istituto Boreale")
        await pilot.press("a")
        await to(pilot, "Boreale")
        await pilot.press("v", "4")
        assert {m.text for m in kept(app)} == {"Istituto Boreale", "Boreale"}
        await to(pilot, "dell’Istituto")
        await pilot.press("N")
        outer = reader_of(app).reader.active
        await pilot.press("N")
        inner = reader_of(app).reader.active
        assert outer is not None and inner is not None
        assert (outer.text, inner.text) == ("Istituto Boreale", "Boreale")


async def test_tags_and_notes_on_a_mention_and_on_the_article(make_app: MakeApp) -> None:
    """t and c act on the mention at the caret, T and C on the article."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "Mondovì")
        await pilot.press("t", *"luoghi/città", "enter")
        await pilot.pause()
        await to(pilot, "Mondovì")
        await pilot.press("c", *"è lì", "enter")
        await pilot.pause()
        await pilot.press("T", *"industria", "enter")
        await pilot.pause()
        await pilot.press("C", *"buono", "enter")
        await pilot.pause()
        (mention,) = kept(app)
        assert (mention.tags, mention.note) == (("luoghi/città",), "è lì")
        record = app.session.annotations.article(mention.article)
        assert record is not None
        assert (record.tags, record.note) == (("industria",), "buono")


async def test_a_suggested_fact_is_kept_from_its_form(make_app: MakeApp) -> None:
    """f on a figure opens the form filled in, enter keeps it."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "4 milioni")
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        (fact,) = app.session.annotations.facts(reader_of(app).opened.article.sha256)
        assert (fact.status, fact.predicate, fact.annotator) == ("accepted", "è costato", "anna")
        assert fact.value is not None
        assert (fact.value.number, fact.value.unit) == (4_000_000, "EUR")


async def test_done_opens_the_next_article(make_app: MakeApp) -> None:
    """d marks the article done and goes on; undo says where it was."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        first = reader_of(app).opened.article
        await pilot.press("d")
        await pilot.pause()
        record = app.session.annotations.article(first.sha256)
        assert record is not None and record.status == "done"
        assert reader_of(app).opened.article.source == "b.txt"
        await pilot.press("u")
        assert app.session.annotations.article(first.sha256) is None
        assert reader_of(app).said.startswith(f"in {first.title}: undone: ")


async def test_a_link_makes_an_entity_that_others_can_take(make_app: MakeApp) -> None:
    """e names the entity; a second mention links to the same one."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await to(pilot, "Istituto Boreale")
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        (entity,) = app.session.annotations.entities()
        assert entity.name == "Istituto Boreale"
        assert kept(app)[0].entity == entity.id


async def test_every_decision_is_on_disk_when_the_line_says_saved(
    make_app: MakeApp, corpus: Path
) -> None:
    """What another process reads at that moment holds the decision, with nothing closed."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("n", "a")
        assert reader_of(app).status.parts.saved
        with Annotations.open(corpus / "newsview.json", read_only=True) as other:
            assert [m.status for m in other.all_mentions()] == ["accepted"]


async def test_read_only_keeps_nothing_and_says_so(make_app: MakeApp, corpus: Path) -> None:
    """A decision is refused with a word, and the screen stays as it was."""
    make_app().session.annotations.close()
    app = make_app(read_only=True)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("n", "a")
        screen = reader_of(app)
        assert screen.status.parts.is_error
        assert "read-only" in screen.status.parts.by
        assert kept(app) == []


@pytest.mark.parametrize("key", ["c", "C", "t", "T", "e", "f"])
async def test_read_only_no_field_opens_for_what_could_not_be_kept(
    make_app: MakeApp, key: str
) -> None:
    """Nobody types a note that is refused at its end."""
    make_app().session.annotations.close()
    app = make_app(read_only=True)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("n", key)
        await pilot.pause()
        screen = reader_of(app)
        assert not screen.overlay.is_open and screen.status.parts.is_error


async def test_in_a_note_the_key_that_leaves_for_the_shell_undoes_nothing(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ctrl+z gives the terminal to the shell as everywhere; ctrl+_ undoes."""
    app = make_app()
    suspended: list[bool] = []
    monkeypatch.setattr(app, "action_suspend_process", lambda: suspended.append(True))
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("C")
        await pilot.pause()
        await pilot.press(*"mela", "ctrl+z")
        await pilot.pause()
        note = app.screen.query_one(NoteField)
        assert suspended == [True] and note.note == "mela"
        await pilot.press("ctrl+underscore")
        await pilot.pause()
        assert note.note != "mela"


async def test_an_article_that_was_done_before_is_gone_on_from(make_app: MakeApp) -> None:
    """d opens the next one all the same, and says that there was nothing to do."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("d", "left_square_bracket")
        await pilot.pause()
        assert reader_of(app).opened.article.source == "a.txt"
        await pilot.press("d")
        await pilot.pause()
        assert reader_of(app).opened.article.source == "b.txt"
        assert "nothing to do" in reader_of(app).said


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_side_pane_decides_too(make_app: MakeApp, size: tuple[int, int]) -> None:
    """tab, a on a row accepts what the row stands for, at every width."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("tab")
        await pilot.pause()
        screen = reader_of(app)
        assert screen.in_pane and screen.pane.display
        while screen.target() is None:
            await pilot.press("j")
        await pilot.press("a")
        assert set(decided(app).values()) == {"accepted"}
