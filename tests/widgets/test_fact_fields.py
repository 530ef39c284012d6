"""A fact as the texts of a form, and back."""

from dataclasses import replace

import pytest

from newsview.store import messages
from newsview.store.model import Anchor, Fact, Value
from newsview.widgets.fact_fields import Echo, FactDraft
from tests.widgets.records import HOSTILE, fact, locate, read_value

EURO = Value(1_200_000, "EUR")


def draft_of(given: Fact) -> FactDraft:
    """A draft with the tests' reader and places."""
    return FactDraft(given, read_value, locate)


def test_untouched_fields_give_the_draft_back() -> None:
    """Opening and keeping a fact changes nothing in it, positions and entities included."""
    given = fact(value=EURO, date="2025", tags=("a, b",), note=" due\nrighe ")
    draft = draft_of(given)
    assert draft.fact(draft.fields) == given


def test_hostile_texts_come_back_as_they_were() -> None:
    """A text full of control characters is edited around, never rewritten."""
    given = fact(HOSTILE, HOSTILE, HOSTILE, note=HOSTILE)
    draft = draft_of(given)
    assert draft.fact(draft.fields) == given


def test_the_value_stands_as_the_object_has_it() -> None:
    """Where the object says the value, its words are shown and the number beside."""
    draft = draft_of(fact(value=EURO))
    assert draft.fields.value == "1,2 milioni di euro"
    assert draft.value_echo(draft.fields) == Echo("= 1 200 000 EUR")


def test_a_value_from_elsewhere_stands_in_digits() -> None:
    """Where no text says it, the value itself can be edited."""
    draft = draft_of(fact(object=None, value=EURO))
    assert draft.fields.value == "1 200 000 EUR"
    edited = replace(draft.fields, value="1 300 000 EUR")
    assert draft.fact(edited).value == Value(1_300_000, "EUR")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("93,5 miliardi di dollari", Value(93_500_000_000, "USD")),
        (">= 93,5 miliardi di dollari", Value(93_500_000_000, "USD", ">=")),
        ("almeno 5 cantine", Value(5, "cantine", ">=")),
        ("≈ 5 cantine", Value(5, "cantine", "~")),
        ("12 000", Value(12_000)),
        (" ", None),
    ],
)
def test_a_value_is_read_as_it_is_typed(typed: str, value: Value | None) -> None:
    """Words, signs and plain digits are understood."""
    draft = draft_of(fact())
    assert draft.fact(replace(draft.fields, value=typed)).value == value


def test_the_echo_shows_the_comparator() -> None:
    """What is beside the field says exactly what will be kept."""
    draft = draft_of(fact())
    fields = replace(draft.fields, value="almeno 5 cantine")
    assert draft.value_echo(fields) == Echo(">= 5 cantine")


def test_a_unit_that_was_another_before_is_told() -> None:
    """Letters too many make a thing of a currency; the word says so before it is kept."""
    draft = draft_of(fact(value=EURO))
    fields = replace(draft.fields, value="5 cantine")
    assert draft.value_echo(fields) == Echo("= 5 cantine, was EUR")
    same = replace(draft.fields, value="1 300 000 EUR")
    assert "was" not in draft.value_echo(same).text


def test_an_unread_value_becomes_the_object() -> None:
    """With no object, what cannot be read as a value is kept as text, in its place."""
    draft = draft_of(fact(object=None))
    fields = replace(draft.fields, value="tre cantine")
    assert draft.value_echo(fields) == Echo(messages.VALUE_IN_OBJECT, read=False)
    kept = draft.fact(fields)
    assert kept.value is None
    assert kept.object == Anchor("tre cantine", *locate("tre cantine") or ())


def test_an_unread_value_beside_an_object_is_refused() -> None:
    """Nothing that was typed is dropped without a word."""
    draft = draft_of(fact())
    fields = replace(draft.fields, value="tre cantine")
    assert draft.reason(fields) == messages.FACT_VALUE_NOT_READ
    with pytest.raises(ValueError, match="value"):
        draft.fact(fields)


def test_a_date_is_no_value() -> None:
    """A date typed as value does not turn into a number of its first digits."""
    draft = draft_of(fact(object=None))
    assert draft.value(replace(draft.fields, value="24 aprile")) is None


def test_a_mirrored_value_follows_its_object() -> None:
    """Correcting the figure in the object corrects the value with it."""
    draft = draft_of(fact(value=EURO))
    fields = draft.with_object(draft.fields, "5 cantine")
    assert draft.fact(fields).value == Value(5, "cantine")


def test_a_value_of_its_own_stays() -> None:
    """A value that was typed is not overwritten by the object."""
    draft = draft_of(fact())
    fields = replace(draft.fields, value="5 cantine")
    assert draft.with_object(fields, "altro").value == "5 cantine"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("24 aprile", "2025-04-24"),
        ("2025-04-24", "2025-04-24"),
        ("2025-04", "2025-04"),
        ("2025", "2025"),
        ("", None),
    ],
)
def test_dates_are_read(typed: str, found: str | None) -> None:
    """As the article says it, or as ISO."""
    draft = draft_of(fact(date="1999"))
    assert draft.fact(replace(draft.fields, date=typed)).date == found


def test_the_date_echo_says_what_was_read() -> None:
    """Beside the field, and only where it adds something."""
    draft = draft_of(fact())
    assert draft.date_echo(replace(draft.fields, date="24 aprile")) == Echo("= 2025-04-24")
    assert draft.date_echo(replace(draft.fields, date="2025-04-24")) == Echo()


@pytest.mark.parametrize("typed", ["2025-13-01", "2025-02-30", "presto"])
def test_an_unread_date_is_refused(typed: str) -> None:
    """No impossible date gets into the file."""
    draft = draft_of(fact())
    fields = replace(draft.fields, date=typed)
    assert draft.reason(fields) == messages.FACT_DATE_NOT_READ
    assert not draft.date_echo(fields).read


def test_an_odd_date_of_the_draft_is_kept_untouched() -> None:
    """What came by import stays unless it is retyped."""
    draft = draft_of(fact(date="primavera 2024"))
    assert draft.fact(draft.fields).date == "primavera 2024"


def test_a_retyped_subject_is_anchored_anew() -> None:
    """Its place is looked up; the entity of the old text does not stick to the new."""
    draft = draft_of(fact())
    kept = draft.fact(replace(draft.fields, subject=" Carnia "))
    assert kept.subject == Anchor("Carnia", *locate("Carnia") or (), entity=None)


def test_a_text_that_is_not_in_the_article_has_no_place() -> None:
    """A typed subject is kept without positions."""
    draft = draft_of(fact())
    assert draft.fact(replace(draft.fields, subject="Pordenone")).subject == Anchor("Pordenone")


def test_an_emptied_subject_is_none() -> None:
    """Clearing a field takes its anchor away."""
    draft = draft_of(fact())
    assert draft.fact(replace(draft.fields, subject="  ")).subject is None


def test_a_fact_needs_something_said() -> None:
    """A value alone says nothing of anything."""
    draft = draft_of(fact(None, "", None))
    assert draft.reason(replace(draft.fields, value="5 cantine")) == messages.FACT_NEEDS_TEXT
    assert draft.reason(replace(draft.fields, predicate="cresce")) is None


def test_tags_note_and_attribution_are_tidied() -> None:
    """Empty is none, blanks around go."""
    draft = draft_of(fact(tags=("a",), note="n"))
    kept = draft.fact(replace(draft.fields, tags="b, B", note=" ", attribution=" il sindaco "))
    assert (kept.tags, kept.note, kept.attribution) == (("b",), None, "il sindaco")


def test_what_the_form_has_no_field_for_is_kept() -> None:
    """Status, origin, score and evidence are not the form's business."""
    given = fact(score=0.5)
    draft = draft_of(given)
    kept = draft.fact(replace(draft.fields, kind="plan", predicate="vuole"))
    assert (kept.id, kept.score, kept.evidence, kept.status, kept.kind) == (
        given.id, given.score, given.evidence, given.status, "plan",
    )  # fmt: skip
