"""Facts in the side pane, on the facts screen and from the text: keys to what is kept."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from newsview.store.model import Anchor, Evidence, Fact, FactKind, Suggestions, Value, stable_id
from newsview.tui.app import NewsviewApp
from newsview.tui.entries import Entry
from newsview.tui.held import HeldSuggestions
from newsview.tui.screens.overview import FactsScreen
from newsview.tui.screens.reader import ReaderScreen
from newsview.widgets.evidence_strip import EvidenceStrip
from newsview.widgets.fact_form import FactForm
from tests.packet import packet

from .conftest import TEXTS, MakeApp, suggest

TEXT = TEXTS["a.txt"]
OPENS = TEXT[TEXT.index("La società") : TEXT.index(" Il progetto")]
COST = TEXT[TEXT.index("Il progetto") : TEXT.index("\n\nLa Regione")]
FUNDS = TEXT[TEXT.index("La Regione") : TEXT.rindex("\n")]

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


def fact(
    sha256: str, subject: str, predicate: str, object_: str, sentence: str, score: float,
    kind: FactKind = "relation", value: Value | None = None,
) -> Fact:  # fmt: skip
    """A suggested fact of the first article."""
    at = TEXT.index(sentence)
    start = TEXT.index(object_, at)
    return Fact(
        id=stable_id(subject, predicate, object_), article=sha256, kind=kind,
        subject=Anchor(subject), predicate=predicate,
        object=Anchor(object_, start, start + len(object_)), value=value,
        evidence=(Evidence(at, at + len(sentence), sentence),),
        status="suggested", origin="rule", score=score, pipeline="test 2",
    )  # fmt: skip


async def with_facts(pilot: Pilot[None]) -> ReaderScreen:
    """The first article in the reader, four facts suggested, the surest not the first in text."""
    app = pilot.app
    assert isinstance(app, NewsviewApp)
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, ReaderScreen)
    article = screen.opened.article
    key = article.sha256
    facts = (
        fact(key, "Terna Nova", "apre", "una fabbrica", OPENS, 0.5, "event"),
        fact(key, "fabbrica", "dà lavoro a", "120 operai", OPENS, 0.6, "figure",
             Value(120, "operai")),
        fact(key, "Istituto Boreale", "costa", "4 milioni di euro", COST, 0.9, "figure",
             Value(4_000_000, "EUR")),
        fact(key, "Regione", "ha promesso", "altri fondi", FUNDS, 0.3, "plan"),
    )  # fmt: skip
    app.session.take(
        Suggestions(article=key, pipeline="test 2", mentions=suggest(article).mentions, facts=facts)
    )
    screen.reload()
    await pilot.pause()
    return screen


async def to_facts(pilot: Pilot[None]) -> None:
    """The keys to the pane's first fact."""
    await pilot.press("tab", "g", "g", "right_curly_bracket")
    await pilot.pause()


def predicates(app: NewsviewApp, status: str = "accepted") -> list[str]:
    """What was decided, in the order in which it was."""
    kept = sorted(app.session.annotations.all_facts(), key=lambda f: f.id)
    return [f.predicate for f in kept if f.status == status]


@SIZES
async def test_one_key_decides_and_goes_on_by_score(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    """a accepts, x rejects, best first; nothing but the decision changes."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await with_facts(pilot)
        await to_facts(pilot)
        suggested = screen.target_fact()
        assert suggested is not None and suggested.predicate == "costa"
        await pilot.press("a", "x", "a")
        assert predicates(app) == ["costa", "apre"]
        assert predicates(app, "rejected") == ["dà lavoro a"]
        kept = next(f for f in app.session.annotations.all_facts() if f.predicate == "costa")
        assert (kept.object, kept.value, kept.score) == (
            suggested.object, suggested.value, suggested.score,
        )  # fmt: skip
        here = screen.target_fact()
        assert here is not None and here.predicate == "ha promesso"
        await pilot.press("a")
        assert "no undecided fact" in screen.said
        assert screen.status.parts.saved


async def test_after_the_last_row_the_skipped_ones_above_are_next(make_app: MakeApp) -> None:
    """Whoever passed some over comes back to them."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await with_facts(pilot)
        await to_facts(pilot)
        await pilot.press("j", "j", "j", "a")
        here = screen.target_fact()
        assert predicates(app) == ["ha promesso"]
        assert here is not None and here.predicate == "costa"


async def test_undo_takes_each_decision_back_and_stands_on_it(make_app: MakeApp) -> None:
    """The suggestion waits again, in its place."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await with_facts(pilot)
        await to_facts(pilot)
        await pilot.press("a", "x", "u", "u")
        assert predicates(app) == predicates(app, "rejected") == []
        here = screen.target_fact()
        assert here is not None and (here.predicate, here.status) == ("costa", "suggested")
        await pilot.press("U")
        assert predicates(app) == ["costa"]


@SIZES
async def test_the_form_keeps_with_changes_and_goes_on(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    """enter opens it filled in, enter keeps what was corrected; esc changes nothing."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await with_facts(pilot)
        await to_facts(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("tab", "end", *" poco", "enter")
        await pilot.pause()
        assert predicates(app) == ["costa poco"]
        here = screen.target_fact()
        assert here is not None and here.predicate == "dà lavoro a"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"x", "escape", "escape")
        await pilot.pause()
        assert predicates(app) == ["costa poco"]
        assert screen.in_pane


async def test_moving_through_facts_shows_their_evidence_in_the_text(make_app: MakeApp) -> None:
    """Marked beside the text; the caret stays until one goes there with tab."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await with_facts(pilot)

        def marked() -> str:
            rows = (screen.reader.render_line(y).text for y in range(screen.reader.size.height))
            return " ".join(" ".join(row.split("▌")[1].split()) for row in rows if "▌" in row)

        caret = screen.reader.caret
        await to_facts(pilot)
        assert "4 milioni di euro" in marked() and "La Regione" not in marked()
        await pilot.press("G")
        assert marked() == FUNDS
        assert screen.reader.caret == caret
        assert "plan" in screen.said and "0.30" in screen.said
        await pilot.press("tab")
        await pilot.pause()
        assert marked() == ""
        assert TEXT[screen.reader.caret :].startswith("altri fondi")


async def test_a_glance_at_the_pane_leaves_the_caret(make_app: MakeApp) -> None:
    """tab and back, with the cursor where it was."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await with_facts(pilot)
        await to_facts(pilot)
        await pilot.press("tab", "g", "g")
        caret = screen.reader.caret
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert not screen.in_pane and screen.reader.caret == caret


async def test_where_the_text_is_hidden_the_evidence_stands_below(make_app: MakeApp) -> None:
    """At 80x24 the pane takes the screen."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await with_facts(pilot)
        strip = screen.query_one(EvidenceStrip)
        assert not strip.display
        await to_facts(pilot)
        assert strip.display
        assert "4 milioni di euro" in " ".join(strip.lines)
        await pilot.press("tab")
        await pilot.pause()
        assert not strip.display and screen.reader.display


async def test_only_undecided_facts_on_request(make_app: MakeApp) -> None:
    """s hides what is decided and shows it again; the heading says how many."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await with_facts(pilot)
        await to_facts(pilot)
        await pilot.press("a", "s")
        shown = [row for row in screen.pane.rows if row.kind == "fact"]
        assert len(shown) == 3 and all(row.waits for row in shown)
        assert any("4 · 3 undecided · 1 hidden" in row.text for row in screen.pane.rows)
        await pilot.press("a")
        assert len([row for row in screen.pane.rows if row.kind == "fact"]) == 2
        await pilot.press("s")
        assert len([row for row in screen.pane.rows if row.kind == "fact"]) == 4


async def test_f_steps_through_the_suggestions_of_the_sentence(make_app: MakeApp) -> None:
    """The best first, then the others, then a new one; what was typed in one stays there."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await with_facts(pilot)
        screen.reader.goto(TEXT.index("lavoro"))
        await pilot.press("f")
        await pilot.pause()
        form = screen.query_one(FactForm)
        assert (form.fields.predicate, form.fields.kind) == ("dà lavoro a", "figure")
        await pilot.press("tab", "end", *"!", "pagedown")
        assert (form.fields.predicate, form.fields.kind) == ("apre", "event")
        await pilot.press("pagedown")
        assert form.fields.predicate == "" and "new" in form.title
        await pilot.press("pagedown")
        assert form.fields.predicate == "dà lavoro a!"
        await pilot.press("pagedown", "enter")
        await pilot.pause()
        assert predicates(app) == ["apre"]


async def test_f_on_a_figure_begins_with_its_own_fact(make_app: MakeApp) -> None:
    """Even where another of the sentence is surer; a kept one is opened to be corrected."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await with_facts(pilot)
        for _ in range(2):
            screen.reader.goto(TEXT.index("120 operai"))
            await pilot.press("f")
            await pilot.pause()
            assert screen.query_one(FactForm).fields.object == "120 operai"
            await pilot.press("enter")
            await pilot.pause()
        assert predicates(app) == ["dà lavoro a"]


@SIZES
async def test_the_facts_screen_decides_too(make_app: MakeApp, size: tuple[int, int]) -> None:
    """The same keys over the whole corpus: decide, undo, correct, go to the text."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await with_facts(pilot)
        await pilot.press("F")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, FactsScreen)
        assert "4 milioni" in " ".join(screen.query_one(EvidenceStrip).lines)
        await pilot.press("a", "x")
        assert (predicates(app), predicates(app, "rejected")) == (["costa"], ["dà lavoro a"])
        await pilot.press("u")
        assert predicates(app, "rejected") == []
        await pilot.press("g", "n", "enter")
        await pilot.pause()
        await pilot.press("tab", "end", *" a", "enter")
        await pilot.pause()
        assert predicates(app) == ["costa", "dà lavoro a a"]
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert TEXT[app.screen.reader.caret :].startswith("una fabbrica")


async def test_the_facts_screen_is_filtered_by_words_kind_and_status(make_app: MakeApp) -> None:
    """Titles stay above what is found; esc brings all back."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await with_facts(pilot)
        await pilot.press("F")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, FactsScreen)
        await pilot.press("a", "slash", *"kind:fig status:sug OPERAI", "enter")
        await pilot.pause()
        rows = list(screen.pane.rows)
        assert [row.kind for row in rows] == ["heading", "fact"]
        assert "120 operai" in rows[1].text


async def test_a_fact_whose_article_is_gone_can_still_be_decided(make_app: MakeApp) -> None:
    """Kept by an earlier session from a corpus that no longer holds its article."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await with_facts(pilot)
        await to_facts(pilot)
        await pilot.press("a", "F")
        await pilot.pause()
        assert isinstance(app.screen, FactsScreen)
        for index in range(len(app.session.entries)):
            app.session.entries[index] = Entry(app.session.corpus.sources[index])
        app.session._suggestions = HeldSuggestions(lambda: ())
        app.screen.reload()
        await pilot.press("x")
        assert predicates(app, "rejected") == ["costa"]
        await pilot.press("o")
        assert app.screen.status.parts.is_error
        assert screen.opened.article.source == "a.txt"


async def test_values_stand_beside_figures_on_request(make_app: MakeApp) -> None:
    """i: labels, then values too, then neither; a kept fact's value goes before the text's."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await with_facts(pilot)

        def text() -> str:
            rows = (screen.reader.render_line(y).text for y in range(30))
            return " ".join(" ".join(rows).split())

        await pilot.press("i")
        assert "4 milioni di euro⟨MONEY⟩" in text()
        await pilot.press("i")
        assert "4 milioni di euro⟨MONEY 4 000 000 EUR⟩" in text()
        await to_facts(pilot)
        await pilot.press("enter")
        await pilot.pause()
        form = screen.query_one(FactForm)
        form.field("value").focus()
        await pilot.press("ctrl+u", *"5 milioni di euro", "enter")
        await pilot.pause()
        assert "4 milioni di euro⟨MONEY 5 000 000 EUR⟩" in text()
        await pilot.press("tab", "i")
        assert "⟨" not in text()


async def test_keys_do_nothing_to_what_is_folded(make_app: MakeApp) -> None:
    """On a fold's line: a word of how to open it; enter does."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await with_facts(pilot)
        folds = screen.reader._document.furniture
        assert folds, "the date line is furniture"
        await pilot.press("k", "k", "k", "j")
        assert screen.reader.fold is not None
        for key in ("1", "a", "f", "v"):
            await pilot.press(key)
            assert "z or enter" in screen.said
        assert app.session.annotations.mentions(screen.opened.article.sha256) == []
        await pilot.press("enter")
        assert screen.reader.fold is None and not screen.reader.folded


# --- keys that come in one packet -----------------------------------------------------------------


async def test_a_fact_is_opened_typed_and_kept_in_one_packet(make_app: MakeApp) -> None:
    """Each letter in the field that the tabs before it lead to, and nothing is a command."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await with_facts(pilot)
        await to_facts(pilot)
        typed = ("tab", "end", "x", "a", "tab", "tab", "end", "Z")
        await packet(pilot, "enter", *typed, "ctrl+j")
        (kept,) = [f for f in app.session.annotations.all_facts() if f.status == "accepted"]
        assert kept.subject is not None and kept.subject.text == "Istituto Boreale"
        assert (kept.predicate, kept.object and kept.object.text) == (
            "costaxa",
            "4 milioni di euro",
        )
        assert predicates(app, "rejected") == []


async def test_a_paste_behind_the_key_that_opens_the_form_goes_into_it(make_app: MakeApp) -> None:
    """In its turn."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await with_facts(pilot)
        await to_facts(pilot)
        await packet(pilot, "enter", "tab", "end", events.Paste(" molto"), "!")
        form = screen.query_one(FactForm)
        assert (form.fields.subject, form.fields.predicate) == ("Istituto Boreale", "costa molto!")


@pytest.mark.parametrize("leave", [["escape", "escape"], ["ctrl+j"]])
async def test_keys_behind_one_that_closes_the_form_are_the_screens(
    make_app: MakeApp, leave: list[str]
) -> None:
    """The next fact is accepted by the a in the same packet; no letter is typed into the form."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await with_facts(pilot)
        await to_facts(pilot)
        await packet(pilot, "enter", "tab", "end", "Z", *leave, "a")
        assert not screen.overlay.is_open
        expected = ["costaZ", "dà lavoro a"] if leave == ["ctrl+j"] else ["costa"]
        assert sorted(predicates(app)) == expected


async def test_small_fields_are_opened_answered_and_left_in_one_packet(make_app: MakeApp) -> None:
    """A note, tags and a search, each followed by keys of the reader."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await with_facts(pilot)
        await packet(
            pilot, "C", *"xad", "enter", "T", *"axd", "enter", "slash", *"Boreale", "enter"
        )
        record = screen.opened.record
        assert record is not None and (record.note, record.tags) == ("xad", ("axd",))
        assert screen.reader.caret == TEXT.index("Boreale")
        assert [m.status for m in app.session.annotations.all_mentions()] == []
        await packet(pilot, "slash", *"Cuneo", "escape", "g", "g", "n", "a")
        decided = list(app.session.annotations.all_mentions())
        assert [(m.text, m.status) for m in decided] == [("Cuneo", "accepted")]


async def test_the_palette_takes_what_is_typed_behind_its_key(make_app: MakeApp) -> None:
    """The letters are no commands of the screen below."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await with_facts(pilot)
        await packet(pilot, "n", "colon", *"axd")
        assert isinstance(app.focused, Input) and app.focused.value == "axd"
        assert list(app.session.annotations.all_mentions()) == []
