"""Numbers and values as shown and as typed back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.model import Value
from newsview.widgets.numbers import (
    THIN_SPACE,
    grouped,
    is_unmistakable,
    own_value,
    value_text,
    without_comparator,
)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (93_500_000_000, "93 500 000 000"),
        (0, "0"),
        (-1234, "-1 234"),
        (999, "999"),
        (0.25, "0,25"),
        (-0.5, "-0,5"),
        (1234.5, "1 234,5"),
        (93500000000.0, "93 500 000 000"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
    ],
)
def test_digits_stand_in_groups(number: float, shown: str) -> None:
    """Big numbers can be read at a glance, odd ones do no harm."""
    assert grouped(number) == shown


def test_the_separator_can_be_a_thin_space() -> None:
    """Reports may set figures properly."""
    assert grouped(12_000, THIN_SPACE) == "12\u2009000"


def test_a_value_shows_comparator_and_unit() -> None:
    """What the number counts and how exact it is belong to it."""
    assert value_text(Value(12_000, "stabilimenti", ">=")) == ">= 12 000 stabilimenti"
    assert value_text(Value(0.5, "%")) == "0,5 %"
    assert value_text(Value(3)) == "3"


def test_comparator_signs_are_taken_off() -> None:
    """Either spelling of a sign is understood."""
    assert without_comparator("≥ 5 cantine") == (">=", "5 cantine")
    assert without_comparator("~5") == ("~", "5")
    assert without_comparator("5") == (None, "5")


@pytest.mark.parametrize("text", ["", "molti", "12.000", "1 23 456", "9" * 5000, "5 -"])
def test_other_forms_are_not_ours(text: str) -> None:
    """Anything else is for the figures reader, or for nobody."""
    assert own_value(text) is None


def test_a_factor_in_words_is_for_the_figures_reader() -> None:
    """Digit groups before "milioni" are not taken for the whole number."""
    assert is_unmistakable("93 500 000 000 USD")
    assert is_unmistakable(">= 1 200")
    assert not is_unmistakable("12 000 milioni di euro")
    assert not is_unmistakable("5 USD")


@given(
    st.one_of(
        st.integers(-(10**23), 10**23),
        st.decimals(-(10**9), 10**9, places=3).map(float),
    ),
    st.sampled_from([None, "EUR", "%", "stabilimenti", "metri cubi"]),
    st.sampled_from(["=", ">=", "<=", "~"]),
)
def test_what_is_shown_can_be_typed_back(number: float, unit: str | None, comparator: str) -> None:
    """The text of a value reads as the same value."""
    value = Value(number, unit, comparator)  # type: ignore[arg-type]
    assert own_value(value_text(value)) == value
