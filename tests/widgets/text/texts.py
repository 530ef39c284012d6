"""Strategies for texts that are hard to show."""

from __future__ import annotations

from hypothesis import strategies as st

HARD = (
    "a", "è", "e\u0301", "👩‍🔬", "🎉", "🇮🇹", "日", "本", "ﾊﾞ", "\u0301", "\u200b", "\u202e", "\x1b",
    "\x00", "\x9b", "\t", "\r", "\r\n", "\n", " ", "  ", "\u00a0", "-", "’", "'", ".", "\u2028",
    "\ud800", "한", "ก็", "x" * 30, "l’", "1.200,5",
)  # fmt: skip

hard_texts = st.lists(st.sampled_from(HARD), max_size=60).map("".join) | st.text(max_size=80)
"""Texts with wide, combining, invisible and forbidden characters, and any others."""
