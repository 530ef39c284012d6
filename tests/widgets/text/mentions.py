"""Mentions for the tests of what lies over a text."""

from __future__ import annotations

from hypothesis import strategies as st

from newsview.store.model import Mention, Origin, Verdict

Drawn = list[tuple[int, int, str, Verdict, Origin]]

some_mentions: st.SearchStrategy[Drawn] = st.lists(
    st.tuples(
        st.integers(0, 59),
        st.integers(1, 20),
        st.sampled_from(["ORG", "PER", "LOC"]),
        st.sampled_from(["suggested", "accepted", "rejected"]),
        st.sampled_from(["model", "person", "propagated"]),
    ),
    max_size=10,
)
"""Start, length, label, status and origin of some mentions."""


def mention(
    start: int,
    end: int,
    label: str = "ORG",
    *,
    id: str = "",  # noqa: A002
    status: Verdict = "suggested",
    origin: Origin = "model",
) -> Mention:
    """A mention with what a test cares for."""
    return Mention(
        id=id or f"{start}-{end}-{label}",
        article="a" * 64,
        start=start,
        end=end,
        text="",
        label=label,
        status=status,
        origin=origin,
    )


def made(drawn: Drawn, length: int) -> list[Mention]:
    """These mentions in a text of so many code points."""
    return [
        mention(
            start % length,
            min(length, start % length + size),
            label,
            id=f"{number:02}",
            status=status,
            origin=origin,
        )
        for number, (start, size, label, status, origin) in enumerate(drawn)
    ]
