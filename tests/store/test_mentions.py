"""Many mentions in columns: nothing is lost, and they are found as in a list."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store.mentions import Columns, Mentions
from newsview.store.model import Mention
from tests.store.exchange import mention

_STATUSES = st.sampled_from(["suggested", "accepted", "rejected"])
_SOME = st.lists(
    st.tuples(st.integers(-3, 40), st.integers(-1, 9), _STATUSES, st.sampled_from(["è", "abc"])),
    max_size=30,
)


def made(drawn: list[tuple[int, int, str, str]], of: str = "") -> list[Mention]:
    """Mentions, some alike, some of no sense, with ids of any length."""
    return [
        replace(
            mention("x", "-", start=start, end=start + length, status=status),
            id=f"{of}{number}{'più' * (number % 3)}",
            text=text,
            note="sua" if status == "accepted" else None,
        )
        for number, (start, length, status, text) in enumerate(drawn)
    ]


def in_order(mentions: list[Mention]) -> list[Mention]:
    """As the reader goes through them."""
    return sorted(mentions, key=lambda m: (m.start, -m.end, m.id))


@given(_SOME, _SOME)
@example([(-1, 0, "suggested", "è")], [(-2, 0, "suggested", "è")])
def test_what_goes_in_comes_out_in_order(
    drawn: list[tuple[int, int, str, str]], more: list[tuple[int, int, str, str]]
) -> None:
    """Also what is added later, and what was sent to another process."""
    first, second = made(drawn), made(more, "b")
    together = Mentions.of(first).with_(second)
    assert list(together) == in_order(first + second)
    sent = msgspec.json.encode(together.columns())
    assert Mentions.from_columns(msgspec.json.decode(sent, type=Columns)) == together


@given(_SOME, st.integers(0, 40), st.integers(0, 9), st.sets(st.integers(0, 60), max_size=40))
def test_they_are_found_as_in_a_list(
    drawn: list[tuple[int, int, str, str]], start: int, size: int, wanted: set[int]
) -> None:
    """By place, by span, by id, by what they say, and taken out."""
    all_of_them = in_order(made(drawn))
    mentions, end = Mentions.of(all_of_them), start + size
    shared = [m for m in all_of_them if max(m.start, start) < min(m.end, end)]
    assert [m for m in mentions.at(start, end) if m.start < m.end] == [
        m for m in shared if m.start < m.end
    ]
    ids = {m.id for number, m in enumerate(all_of_them) if number in wanted} | {"none", ""}
    found = mentions.places_of(ids)
    assert found == [place for place, m in enumerate(all_of_them) if m.id in ids]
    assert list(mentions.without(found)) == [m for m in all_of_them if m.id not in ids]
    assert mentions.where(lambda m: m.text == "è") == [m for m in all_of_them if m.text == "è"]


def test_a_decision_is_given_back_as_it_came() -> None:
    """What somebody decided is no copy; a suggestion may be one."""
    one = mention("x", "a", start=3, end=5, status="accepted")
    mentions = Mentions.of([one, mention("x", "b", start=1, end=2, status="suggested")])
    assert mentions[1] is one and one in mentions
    assert replace(one, label="LOC") not in mentions


def test_columns_that_do_not_fit_are_refused() -> None:
    """A damaged row of the cache."""
    columns = Mentions.of([mention("x", "a", start=3, end=5, status="suggested")]).columns()
    for wrong in (
        replace(columns, kinds=()),
        replace(columns, ids=columns.ids * 2),
        replace(columns, ends=columns.ends * 2),
        replace(columns, starts=columns.starts[:-1]),
    ):
        with pytest.raises(ValueError, match=r"."):
            Mentions.from_columns(wrong)
