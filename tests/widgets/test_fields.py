"""The small fields at the bottom of the screen: keys in, answers out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from newsview.nlp.figures import read_value
from newsview.store.model import Fact, Value
from newsview.widgets.fact_form import FactForm
from newsview.widgets.keys_in_order import KeysInOrder
from newsview.widgets.leave_line import LeaveLine
from newsview.widgets.note_field import NoteField
from newsview.widgets.prompt import Prompt
from newsview.widgets.tag_field import TagField
from tests.packet import packet
from tests.widgets.records import HOSTILE, TEXT, fact


class Host(KeysInOrder):
    """One field and what it tells."""

    def __init__(self, make: Callable[[], Widget]) -> None:
        super().__init__()
        self.make = make
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.make()

    def on_mount(self) -> None:
        self.field.focus()

    @property
    def field(self) -> Any:
        return self.screen.children[0]

    def _tell(self, event: Message) -> None:
        self.told.append(event)

    on_tag_field_kept = on_tag_field_left = _tell
    on_note_field_kept = on_note_field_left = _tell
    on_prompt_submitted = on_prompt_left = on_prompt_changed = _tell
    on_fact_form_kept = on_fact_form_left = _tell


async def answers(make: Callable[[], Widget], *keys: str) -> list[Message]:
    """What a field tells after these keys."""
    app = Host(make)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
        return app.told


def tags(*keys: str) -> Any:
    """A tag field with one tag and some known ones."""
    known = ["economia/auto", "economia/energia", "politica", "città"]
    return answers(lambda: TagField("tags", ("vino",), known), *keys)


@pytest.mark.parametrize("key", ["enter", "ctrl+j"])
async def test_tags_are_kept_in_their_normal_form(key: str) -> None:
    """Without blanks, without doubles, accents and all; the present ones stay."""
    (kept,) = await tags(*"caffè, caffè ,, due parole", key)
    assert isinstance(kept, TagField.Kept)
    assert kept.tags == ("vino", "caffè", "due parole")


async def test_a_tag_is_completed_by_tab() -> None:
    """From what is typed, whatever its case and accents."""
    (kept,) = await tags(*"CITT", "tab", "enter")
    assert isinstance(kept, TagField.Kept)
    assert kept.tags == ("vino", "città")


async def test_a_choice_from_the_list_is_taken() -> None:
    """down chooses, enter takes and keeps."""
    told = await tags(*"econ", "down", "down", "enter", "enter")
    assert isinstance(told[-1], TagField.Kept)
    assert told[-1].tags == ("vino", "economia/energia")


async def test_leaving_tags_changes_nothing() -> None:
    """esc, once the list is dropped."""
    told = await tags(*"x", "escape", "escape")
    assert [type(event) for event in told][:1] == [TagField.Left]


@pytest.mark.parametrize(
    ("keys", "note"),
    [
        (tuple("è così"), "è così"),
        (("u", "ctrl+o", "d"), "u\nd"),
        ((), None),
        ((" ", " "), None),
    ],
)
async def test_notes_are_kept(keys: tuple[str, ...], note: str | None) -> None:
    """enter keeps, ctrl+o begins a line; nothing typed is no note."""
    keys = tuple("space" if key == " " else key for key in keys)
    (kept,) = await answers(lambda: NoteField("note"), *keys, "enter")
    assert isinstance(kept, NoteField.Kept)
    assert kept.note == note


async def test_an_untouched_note_comes_back_as_it_was() -> None:
    """Line ends and blanks included."""
    note = "  uno\r\ndue \n"
    (kept,) = await answers(lambda: NoteField("note", note), "ctrl+j")
    assert isinstance(kept, NoteField.Kept)
    assert kept.note == note


async def test_below_anothers_note_one_begins_a_line() -> None:
    """And what nobody wrote below stays as it was."""
    (kept,) = await answers(lambda: NoteField("note", "di lui", below=True), *"mia", "enter")
    assert isinstance(kept, NoteField.Kept)
    assert kept.note == "di lui\nmia"
    (kept,) = await answers(lambda: NoteField("note", "di lui", below=True), "enter")
    assert isinstance(kept, NoteField.Kept)
    assert kept.note == "di lui"


async def test_a_prompt_tells_each_change_and_the_answer() -> None:
    """For filtering as one types."""
    told = await answers(lambda: Prompt("filter"), "s", "ì", "enter")
    assert [event.value for event in told if isinstance(event, Prompt.Changed)][-1] == "sì"
    assert isinstance(told[-1], Prompt.Submitted)
    assert told[-1].value == "sì"


async def test_a_prompts_choice_is_submitted_at_once() -> None:
    """One enter is enough."""
    told = await answers(lambda: Prompt("is", "", ["Torino", "Trento"]), "t", "down", "enter")
    assert isinstance(told[-1], Prompt.Submitted)
    assert told[-1].value == "Torino"


def form(draft: Fact | None = None) -> Callable[[], FactForm]:
    """A fact form on the invented sentence."""
    given = draft or fact(value=Value(1_200_000, "EUR"))

    def locate(text: str) -> tuple[int, int] | None:
        place = TEXT.find(text)
        return (place, place + len(text)) if text and place >= 0 else None

    return lambda: FactForm(given, read_value, locate, {"predicate": ["raccoglie", "investe"]})


async def test_an_untouched_fact_is_kept_as_it_is() -> None:
    """Anchors, value, evidence: nothing is read anew."""
    draft = fact(value=Value(1_200_000, "EUR"))
    (kept,) = await answers(form(draft), "enter")
    assert isinstance(kept, FactForm.Kept)
    assert kept.fact == draft


async def test_a_value_is_read_as_it_is_typed() -> None:
    """Shown beside its field at once, and kept normalised."""
    app = Host(form(fact(value=None)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.field.field("value").focus()
        await pilot.pause()
        await pilot.press("ctrl+a", "delete")
        field = app.field.field("value")
        field.value = ""
        await pilot.press(*"oltre 93,5 miliardi di dollari")
        await pilot.pause()
        assert "93 500 000 000 USD" in app.field.reading("value").replace("\u00a0", " ").replace(
            "\u202f", " "
        )
        await pilot.press("ctrl+j")
        await pilot.pause()
    (kept,) = app.told
    assert isinstance(kept, FactForm.Kept)
    assert kept.fact.value == Value(93_500_000_000, "USD", ">=")


async def test_a_typed_subject_is_anchored_where_it_stands() -> None:
    """Found in the article, else kept as a text without a place."""
    app = Host(form())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.field.field("subject").value = "Carnia"
        app.field.field("object").value = "mai detto"
        await pilot.press("ctrl+j")
        await pilot.pause()
    (kept,) = app.told
    assert isinstance(kept, FactForm.Kept)
    assert kept.fact.subject is not None and kept.fact.object is not None
    assert kept.fact.subject.start == TEXT.index("Carnia")
    assert kept.fact.object.start is None


async def test_an_empty_fact_is_not_kept_and_says_why() -> None:
    """One line in the form; esc leaves."""
    app = Host(form(fact(None, "", None)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.told == []
        assert app.field.reason
        await pilot.press("escape")
        await pilot.pause()
    assert [type(event) for event in app.told] == [FactForm.Left]


async def test_tab_walks_through_every_field() -> None:
    """In order and round."""
    app = Host(form())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = []
        for _ in range(20):
            seen.append(app.focused)
            await pilot.press("tab")
            await pilot.pause()
        assert len(set(map(id, seen))) >= 9


@pytest.mark.parametrize(
    "make",
    [
        lambda: TagField(HOSTILE, (HOSTILE,), [HOSTILE]),
        lambda: NoteField(HOSTILE, HOSTILE),
        lambda: Prompt(HOSTILE, HOSTILE, [HOSTILE]),
        form(fact(HOSTILE, HOSTILE, HOSTILE)),
    ],
    ids=["tags", "note", "prompt", "fact"],
)
async def test_hostile_text_is_shown_and_not_obeyed(make: Callable[[], Widget]) -> None:
    """Markup stays letters, and no control character reaches the screen."""
    app = Host(make)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        assert app.is_running
        strips = app.screen._compositor.render_strips()
        text = "\n".join(strip.text for strip in strips)
    assert not set(text) & {"\x1b", "\x00", "\x9b", "\u202e", "\r", "\t"}
    assert "[red]x[/]" in text


# --- keys that come in one packet -----------------------------------------------------------------


def texts(app: Host, *names: str) -> list[str]:
    """What stands in these fields of the form."""
    return [app.field.field(name).value for name in names]


async def test_letters_behind_a_tab_are_typed_into_the_next_field() -> None:
    """Also over several fields, and back."""
    app = Host(form())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await packet(pilot, "S", "tab", "Z", "Z", "tab", "tab", "!", "shift+tab", "Q")
        assert texts(app, "subject", "predicate", "object", "value") == ["S", "ZZ", "Q", "!"]


async def test_letters_behind_a_kind_go_to_it_and_then_to_the_subject() -> None:
    """From the words that are chosen from to a text, in order."""
    app = Host(form())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await packet(pilot, "shift+tab", "e", "tab", "e")
        assert texts(app, "kind", "subject") == ["event", "e"]


async def test_a_completion_and_what_follows_in_one_packet() -> None:
    """down and tab take it, the next tab moves on, the letters land there."""
    app = Host(form(fact(predicate="", value=None)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await packet(pilot, "r", "a", "c", "down", "tab", "tab", "Z", "tab", "tab", "a")
        assert texts(app, "predicate", "object", "date") == ["raccoglie", "Z", "a"]


async def test_a_paste_lands_in_the_field_that_is_reached_when_it_comes() -> None:
    """Before and behind the keys that it came between."""
    app = Host(form())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await packet(pilot, "a", "tab", "b", events.Paste("due parole"), "c", "tab", "d")
        assert texts(app, "subject", "predicate") == ["a", "bdue parolec"]


async def test_keys_behind_a_draft_key_change_the_draft_that_it_shows() -> None:
    """The first draft stays as it was."""
    drafts = [fact("Uno", "fa", "questo", value=None), fact("Due", "fa", "altro", value=None)]
    app = Host(lambda: FactForm(drafts[0], read_value, lambda _: None, others=drafts[1:]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await packet(pilot, "pagedown", "tab", "Z", "pageup")
        assert texts(app, "subject", "predicate") == ["Uno", "fa"]
        await packet(pilot, "pagedown", "ctrl+j")
    kept = app.told[-1]
    assert isinstance(kept, FactForm.Kept)
    assert kept.fact.predicate == "Z"


@pytest.mark.parametrize(
    ("make", "keys", "answer"),
    [
        (lambda: TagField("t", (), ["città"]), [*"citt", "tab", ",", "x", "enter"], "città,x"),
        (lambda: TagField("t", (), ["città"]), [*"ci", "down", "enter", ",", "x", "ctrl+j"],
         "città,x"),
        (lambda: NoteField("n"), [*"uno", "ctrl+o", *"due", "enter"], "uno\ndue"),
        (lambda: NoteField("n"), ["a", events.Paste("b"), "c", "enter"], "abc"),
        (lambda: Prompt("p", "", ["Torino", "Trento"]), ["t", "down", "down", "enter"], "Trento"),
        (lambda: Prompt("p"), [events.Paste("sì "), *"no", "ctrl+j"], "sì no"),
    ],
)  # fmt: skip
async def test_small_fields_answer_a_packet(
    make: Callable[[], Widget], keys: list[str | events.Paste], answer: str
) -> None:
    """As they do when its keys come one by one."""
    app = Host(make)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await packet(pilot, *keys)
    last = app.told[-1]
    assert isinstance(last, TagField.Kept | NoteField.Kept | Prompt.Submitted)
    if isinstance(last, TagField.Kept):
        assert ",".join(last.tags) == answer
    else:
        assert (last.note if isinstance(last, NoteField.Kept) else last.value) == answer


async def test_a_note_of_what_has_no_width_is_seen_whole() -> None:
    """Lines are broken, and the cursor stands, by what is drawn."""
    app = Host(lambda: NoteField("nota", "a" + "\u200b" * 150 + "\t.\x1b"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("home", "end")
        await pilot.pause()
        rows = [strip.text for strip in app.screen._compositor.render_strips()]
        assert "".join(rows).count("·") >= 150
        last = next(row for row in rows if "·.␛" in row.replace(" ", ""))
        area = app.field.area
        assert area.cursor_screen_offset.x == last.index("␛") + 1


def keeping(name: str) -> Callable[[], Widget]:
    """A field of this kind with something in it."""
    return {
        "note": lambda: NoteField("note", "prima riga"),
        "below": lambda: NoteField("note", "di un altro", below=True),
        "tags": lambda: TagField("tags", ("vino",), ["città"]),
        "fact": lambda: FactForm(fact(), read_value, lambda text: None),
    }[name]


@pytest.mark.parametrize("name", ["note", "below", "tags", "fact"])
async def test_escape_leaves_at_once_where_nothing_was_typed(name: str) -> None:
    """Also after moving about, and after typing what is there already."""
    for keys in (["escape"], ["end", "left", "escape"], ["end", "x", "backspace", "escape"]):
        told = await answers(keeping(name), *keys)
        assert [type(one).__name__ for one in told] == ["Left"]


@pytest.mark.parametrize("name", ["note", "below", "tags", "fact"])
async def test_escape_says_first_what_it_drops(name: str) -> None:
    """What was typed is still there after one; a second one drops it, and enter keeps it."""
    app = Host(keeping(name))
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        await pilot.press("end", *"nuovo", "escape")
        await pilot.pause()
        await pilot.pause()
        assert app.told == []
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "enter keeps it, esc again drops it" in shown
        await pilot.press("enter")
        await pilot.pause()
    assert [type(one).__name__ for one in app.told] == ["Kept"]
    (left,) = await answers(keeping(name), "end", *"nuovo", "escape", "escape")
    assert type(left).__name__ == "Left"


@pytest.mark.parametrize("name", ["note", "tags", "fact"])
async def test_what_is_typed_after_the_question_is_asked_about_again(name: str) -> None:
    """The question goes when one types on, and comes anew."""
    app = Host(keeping(name))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("end", *"nuovo", "escape", "o")
        await pilot.pause()
        assert "esc again" not in str(app.field.query_one(LeaveLine).text)
        await pilot.press("escape")
        await pilot.pause()
        assert app.told == []
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.told) == 1


async def test_escape_asks_about_a_draft_that_is_not_shown() -> None:
    """What was typed into one draft is not lost from the next one."""
    drafts = [fact(), fact(predicate="vende")]
    app = Host(lambda: FactForm(drafts[0], read_value, lambda text: None, others=drafts[1:]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("end", *" nuovo", "pagedown", "escape")
        await pilot.pause()
        assert app.told == []
        await pilot.press("escape")
        await pilot.pause()
        assert [type(one).__name__ for one in app.told] == ["Left"]
