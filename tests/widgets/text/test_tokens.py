"""The tokens that the caret moves by."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from newsview.widgets.text import document as document_module
from newsview.widgets.text import tokens as tokens_module
from newsview.widgets.text.clusters import clusters
from newsview.widgets.text.display import shown
from newsview.widgets.text.document import Document
from newsview.widgets.text.tokens import Span, Tokens
from tests.widgets.text.texts import few_of_many, hard_texts


def spans(document: Document) -> list[Span]:
    """All tokens, by going from one to the next."""
    found = []
    tokens = Tokens(document)
    token = tokens.after(0)
    while token is not None:
        found.append(token)
        token = tokens.after(token.end)
    return found


def split(text: str) -> list[str]:
    """The texts of all tokens."""
    return [text[token.start : token.end] for token in spans(Document(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dell’INFN e dell'Istat", ["dell’", "INFN", "e", "dell'", "Istat"]),
        ("l'«Avanti» c’è", ["l'", "«", "Avanti", "»", "c’", "è"]),
        ("Sant’Agata, gl'Iblei", ["Sant’", "Agata", ",", "gl'", "Iblei"]),
        ("Moody's e McDonald’s", ["Moody's", "e", "McDonald’s"]),
        ("un po' di, e' vero", ["un", "po'", "di", ",", "e'", "vero"]),
        ("gli anni '90", ["gli", "anni", "'90"]),
        ("disse 'no' a lui", ["disse", "'", "no", "'", "a", "lui"]),
        ("93,5 miliardi, 1.200.", ["93,5", "miliardi", ",", "1.200", "."]),
        ("1.200.000,50 €", ["1.200.000,50", "€"]),
        ("+12,5% nel 2024-2025", ["+", "12,5", "%", "nel", "2024-2025"]),
        ("28/08/2025 18:30", ["28/08/2025", "18:30"]),
        ("il 5G, l’1,5", ["il", "5G", ",", "l’", "1,5"]),
        ("«È lì», dice.", ["«", "È", "lì", "»", ",", "dice", "."]),
        ("know-how Emilia-Romagna", ["know-how", "Emilia-Romagna"]),
        ("AT&T - ma", ["AT&T", "-", "ma"]),
        ("la Alfa S.p.A. di", ["la", "Alfa", "S.p.A.", "di"]),
        ("nel 44 a.C. a", ["nel", "44", "a.C.", "a"]),
        ("La fine. Poi...", ["La", "fine", ".", "Poi", "..."]),
        ("su https://esempio.it/a?b=1.", ["su", "https://esempio.it/a?b=1", "."]),
        ("a info@esempio.it,", ["a", "info@esempio.it", ","]),
        ("#scuola @anna", ["#scuola", "@anna"]),
        ("bravo 👩‍🔬🎉!", ["bravo", "👩‍🔬", "🎉", "!"]),
        ("👨‍👩‍👧‍👦🇮🇹👍🏽", ["👨‍👩‍👧‍👦", "🇮🇹", "👍🏽"]),
        ("cafe\u0301 nero", ["cafe\u0301", "nero"]),
        ("citta\u0300 dell’e\u0301lite", ["citta\u0300", "dell’", "e\u0301lite"]),
        ("a" + "\u0301" * 9, ["a" + "\u0301" * 9]),
        ("per\u00adche", ["per\u00adche"]),
        ("uno\r\ndue\ttre", ["uno", "due", "tre"]),
        ("\x1b[31mrosso", ["\x1b", "[", "31mrosso"]),
        ("a\u202eb", ["a", "\u202e", "b"]),
        ("\ud800 x", ["\ud800", "x"]),
        ("東京 2020", ["東", "京", "2020"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_italian_tokens(text: str, expected: list[str]) -> None:
    """Elided articles apart, figures whole, each mark by itself."""
    assert split(text) == expected


@given(hard_texts | few_of_many)
def test_tokens_cover_all_that_is_visible_both_ways(text: str) -> None:
    """In order, apart, found by place, the same going back as going forth."""
    document = Document(text)
    forth, tokens = spans(document), Tokens(document)
    for token in forth:
        assert token.start < token.end
        assert all(tokens.at(offset) == token for offset in range(token.start, token.end))
    assert all(one.end <= other.start for one, other in pairwise(forth))
    back = []
    before = tokens.before(len(text))
    while before is not None:
        back.append(before)
        before = tokens.before(before.start)
    assert back[::-1] == forth
    covered = {offset for token in forth for offset in range(token.start, token.end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())


@given(hard_texts | few_of_many)
def test_tokens_are_found_from_any_offset(text: str) -> None:
    """The first from there, the last before it, the nearest."""
    document = Document(text)
    every, tokens = spans(document), Tokens(document)
    for offset in range(len(text) + 1):
        after = next((token for token in every if token.start >= offset), None)
        before = [token for token in every if token.start < offset]
        at = next((token for token in every if token.start <= offset < token.end), None)
        assert tokens.after(offset) == after
        assert tokens.before(offset) == (before[-1] if before else None)
        assert tokens.nearest(offset) == (at or after or (before[-1] if before else None))


@given(hard_texts | few_of_many)
def test_tokens_cut_no_cluster(text: str) -> None:
    """A token begins and ends where a character as one sees it does."""
    document = Document(text)
    for token in spans(document):
        start = document.line_start(token.start)
        edges = clusters(shown(text[start : document.line_end(start)]))[0]
        assert {token.start - start, token.end - start} <= set(edges)


@given(hard_texts | few_of_many)
def test_words_are_found_both_ways(text: str) -> None:
    """Tokens with a letter or a digit, all others passed over."""
    document = Document(text)
    tokens = Tokens(document)
    words = [t for t in spans(document) if any(map(str.isalnum, text[t.start : t.end]))]
    forth = []
    token = tokens.next_word(0)
    while token is not None:
        forth.append(token)
        token = tokens.next_word(token.end)
    back = []
    token = tokens.previous_word(len(text))
    while token is not None:
        back.append(token)
        token = tokens.previous_word(token.start)
    assert forth == back[::-1] == words


def test_a_word_behind_much_punctuation_is_found_by_searching(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A megabyte of exclamation marks is not cut into tokens to find the word behind it."""
    text = "a " + "!" * 1_000_000 + " b"
    tokens = Tokens(Document(text))
    cut: list[int] = []
    original = tokens_module._tokens_of

    def counted(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
        cut.append(start)
        return original(text, start, end)

    monkeypatch.setattr(tokens_module, "_tokens_of", counted)
    assert tokens.next_word(1) == Span(len(text) - 1, len(text))
    assert tokens.previous_word(len(text) - 1) == Span(0, 1)
    assert len(cut) <= 2


def test_only_regions_looked_at_are_cut_into_tokens_and_few_are_held() -> None:
    """Going to the end of five megabytes costs the end."""
    text = "parola breve " * 400_000
    tokens = Tokens(Document(text))
    assert tokens.before(len(text)) == Span(len(text) - 6, len(text) - 1)
    assert len(tokens._cache) == 1
    for offset in range(0, len(text), document_module.REGION):
        tokens.at(offset)
    assert len(tokens._cache) == tokens_module.CACHED_REGIONS


@given(hard_texts | few_of_many)
def test_regions_change_no_token_of_a_line_with_spaces(text: str) -> None:
    """Cut into regions at spaces, a long line has the tokens it would have whole."""
    text = " ".join(text.split()) + " fine"
    whole = split(text)
    if max(map(len, text.split(" "))) > 24:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document_module, "REGION", 24)
        cut = split(text)
    assert "".join(cut) == "".join(whole)
    assert cut == whole


def test_a_word_of_ten_thousand_characters_is_a_few_tokens() -> None:
    """One that is longer than a region is cut, and nothing of it is left out."""
    found = split("x" * 10_000)
    assert 1 < len(found) < 5
    assert "".join(found) == "x" * 10_000
