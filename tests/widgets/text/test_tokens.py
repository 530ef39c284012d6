"""The tokens that the caret moves by."""

from __future__ import annotations

import pytest
from hypothesis import given

from newsview.widgets.text.document import Document
from newsview.widgets.text.tokens import Tokens
from tests.widgets.text.texts import hard_texts


def tokens(text: str) -> list[str]:
    """All tokens, by going from one to the next."""
    found = []
    all_tokens = Tokens(Document(text))
    token = all_tokens.after(0)
    while token is not None:
        found.append(text[token.start : token.end])
        token = all_tokens.after(token.end)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dell’INFN e dell'Istat", ["dell’", "INFN", "e", "dell'", "Istat"]),
        ("93,5 miliardi, 1.200", ["93,5", "miliardi", ",", "1.200"]),
        ("«È lì», dice.", ["«", "È", "lì", "»", ",", "dice", "."]),
        ("know-how Emilia-Romagna", ["know-how", "Emilia-Romagna"]),
        ("la Alfa S.p.A. di", ["la", "Alfa", "S.p.A.", "di"]),
        ("28/08/2025 18:30", ["28/08/2025", "18:30"]),
        ("bravo 👩‍🔬🎉!", ["bravo", "👩‍🔬", "🎉", "!"]),
        ("un po' di", ["un", "po'", "di"]),
        ("cafe\u0301 nero", ["cafe\u0301", "nero"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_italian_tokens(text: str, expected: list[str]) -> None:
    """Elided articles apart, figures whole, each mark by itself."""
    assert tokens(text) == expected


@given(hard_texts)
def test_tokens_cover_all_that_is_visible_both_ways(text: str) -> None:
    """In order, apart, found by place, the same going back as going forth."""
    all_tokens = Tokens(Document(text))
    forth = []
    token = all_tokens.after(0)
    while token is not None:
        assert token.start < token.end
        assert not forth or forth[-1].end <= token.start
        assert all_tokens.at(token.start) == token
        forth.append(token)
        token = all_tokens.after(token.end)
    back = []
    token = all_tokens.before(len(text))
    while token is not None:
        back.append(token)
        token = all_tokens.before(token.start)
    assert back[::-1] == forth
    covered = {i for token in forth for i in range(token.start, token.end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())
