"""Strategies for texts that are hard to show, and what tests look at them with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from hypothesis import strategies as st

from newsview.store.model import Block, BlockKind

HARD = (
    "a", "è", "e\u0301", "👩‍🔬", "👨‍👩‍👧‍👦", "🎉", "👍🏽", "🏽", "🇮🇹", "🇫", "❤️", "❤️‍🔥", "1️⃣",
    "▶", "🜀", "🏴\U000e0067\U000e0062\U000e007f", "\U000e0067", "日", "本", "ﾊﾞ", "한", "م",
    "\u1112", "\u1161", "\u11ab", "ก็", "\u0e33", "नि", "क्ष", "\u102c", "\u0301", "\u0301" * 7,
    "\u200b", "\u200d", "\ufe0f", "\u202e", "\x1b", "\x00", "\x9b", "\x1c", "\u2028", "\ud800",
    "\u3164", "\ue000", "\t", "\r", "\r\n", "\n", " ", "  ", " " * 10, "\u00a0", "-", "’", "'",
    ".", "…", "«", "»", "x" * 30, "l’", "S.p.A.", "1.200,5", "Vado. ", "Il ", "il ",
)  # fmt: skip

hard_texts = st.lists(st.sampled_from(HARD), max_size=60).map("".join) | st.text(max_size=80)
"""Texts with wide, combining, invisible and forbidden characters, and any others."""

few_of_many = st.lists(st.sampled_from(HARD), min_size=1, max_size=5, unique=True).flatmap(
    lambda parts: st.lists(st.sampled_from([*parts, " ", "\n"]), max_size=60).map("".join)
)
"""Texts made of a few hard parts over and over, so that each meets each."""

hard_lines = (hard_texts | few_of_many).map(lambda text: text.replace("\n", " "))
"""The same on one line."""

places = st.lists(st.integers(0, 1000), max_size=5)
"""Numbers to make places in some text of."""


def blocks_of(text: str, at: Sequence[int]) -> list[Block]:
    """Blocks of alternating kinds over whole lines."""
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
    edges = sorted({starts[place % len(starts)] for place in at} | {0, len(text)})
    kinds = ("body", "boilerplate", "heading")
    return [
        Block(first, last, cast(BlockKind, kinds[i % 3]))
        for i, (first, last) in enumerate(pairwise(edges))
        if first < last
    ]
