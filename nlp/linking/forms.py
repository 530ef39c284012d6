"""A name as it is compared: without case, accents, articles, titles and legal forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from newsview.nlp.data import entries, word_set

_INITIALS = r"(?:[^\W\d_]\.){2,}[^\W\d_]?\.?"
_WORD = re.compile(rf"(?P<initials>{_INITIALS})(?!\w)|[^\W_]+['’ʼ`](?=\w)|[^\W_]+|[&+]+")
_IN_BRACKETS = re.compile(r"^(?P<name>.+?)\s*\((?P<other>[^()]+)\)\W*$", re.DOTALL)
_OUTER = " \t\r\n\"'“”„‟‘’«»‹›"
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})


class Form(NamedTuple):
    """A written name: how it is shown, and the words by which it is compared.

    ``shown`` is the text without article, title, outer quotes and brackets. ``words`` are folded
    and leave out legal forms besides; ``key`` is them in one string. ``bracketed`` is what stood
    in brackets at the end: "Banca centrale europea (BCE)".
    """

    shown: str
    words: tuple[str, ...]
    bracketed: str = ""

    @property
    def key(self) -> str:
        """What two spellings of one name have in common."""
        return " ".join(self.words)


class Word(NamedTuple):
    """A word of a text: where it starts, and how it is compared."""

    start: int
    end: int
    folded: str


def folded(text: str) -> str:
    """Without case and accents, the apostrophe straight."""
    plain = text.translate(_APOSTROPHES)
    if plain.isascii():
        return plain.lower()
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> list[Word]:
    """The words of a text; initials with dots are one word, an elided article is one."""
    return [
        Word(
            match.start(), match.end(),
            folded(match.group().replace(".", "") if match["initials"] else match.group()),
        )
        for match in _WORD.finditer(text)
    ]  # fmt: skip


@lru_cache(maxsize=1 << 17)
def form_of(text: str, label: str) -> Form:
    """How a name with this label is compared. A text without a word is compared as it stands."""
    flat = " ".join(text.split())
    match = _IN_BRACKETS.match(flat)
    bracketed = ""
    if match is not None:
        flat, bracketed = match["name"], match["other"].strip()
    words = words_of(flat)
    if not words:
        return Form(flat, (flat,), bracketed)
    first = _without_leads(flat, words, label)
    kept = words[first:]
    shown = flat[kept[0].start :].strip(_OUTER)
    compared = [word.folded for word in kept]
    if label == "ORG":
        compared = _without_legal_forms(compared)
    return Form(shown, tuple(compared), bracketed)


def initials_of(words: tuple[str, ...], *, small: bool = False) -> str:
    """The first letters of a name's words, small words left out but where ``small``."""
    return "".join(word[0] for word in words if small or word not in small_words())


def is_acronym(text: str) -> bool:
    """Whether a name is written as an acronym may be: "INFN", "U.S.A.", "AgID", "Bce"."""
    letters = text.replace(".", "")
    if not 2 <= len(letters) <= 10 or not letters.isalnum() or not letters[0].isupper():
        return False
    upper = sum(letter.isupper() for letter in letters)
    return upper >= 2 or (len(letters) <= 5 and letters[1:].islower())


def defines(acronym: str, words: tuple[str, ...]) -> bool:
    """Whether an acronym in brackets can stand for the name beside it.

    Its letters stand in the name in their order, the first at its beginning (after Schwartz and
    Hearst, A simple algorithm for identifying abbreviation definitions in biomedical text, PSB
    2003). One that is written like a word must be made of the beginnings of all words: "Bce",
    "Mimit" of "Ministero delle Imprese e del Made in Italy".
    """
    if not is_acronym(acronym):
        return False
    letters = folded(acronym.replace(".", ""))
    if letters in (initials_of(words), initials_of(words, small=True)):
        return True
    written = acronym.replace(".", "")
    if letters == " ".join(words):
        return False
    if sum(letter.isupper() for letter in written) < 2:
        return words[0][0] == letters[0] and _are_beginnings(letters, words)
    return words[0][0] == letters[0] and _stand_in_order(letters, "".join(words))


def _are_beginnings(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are beginnings of all of the words, in order; small ones may be left."""
    if not words:
        return not letters
    first, rest = words[0], words[1:]
    if first in small_words() and _are_beginnings(letters, rest):
        return True
    length = 0
    while length < len(letters) and first[length : length + 1] == letters[length]:
        length += 1
        if _are_beginnings(letters[length:], rest):
            return True
    return False


def _stand_in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _without_leads(text: str, words: list[Word], label: str) -> int:
    """How many words at the beginning are no part of the name; at least one word stays."""
    first = 0
    while first < len(words) - 1:
        word = words[first]
        lower = text[word.start].islower()
        if label == "PER":
            leads = lower and word.folded in _articles()
            if not leads and not (word.folded in _titles() and not _ends_name(text, words, first)):
                break
        elif not (word.folded in _articles() or (lower and word.folded in _prepositions())):
            break
        first += 1
    return first


def _ends_name(text: str, words: list[Word], first: int) -> bool:
    """Whether no capital follows, so that what looks like a title is the name itself."""
    return not any(text[word.start].isupper() for word in words[first + 1 :])


def _without_legal_forms(words: list[str]) -> list[str]:
    if words[0] in ("gruppo", "group") and len(words) > 1:
        words = words[1:]
    forms = _legal_forms()
    while len(words) > 1 and words[-1] in forms:
        words = words[:-1]
    if words[:3] == ["universita", "degli", "studi"]:
        words = words[:1] + words[3:]
    return words


@cache
def small_words() -> frozenset[str]:
    """Words that acronyms leave out."""
    return frozenset(map(folded, word_set("name_small_words")))


@cache
def particles() -> frozenset[str]:
    """Words that belong to the surname behind them."""
    return frozenset(map(folded, word_set("name_particles")))


@cache
def back_references() -> frozenset[str]:
    """First words of organisations' names that alone refer back to one."""
    return frozenset(map(folded, word_set("back_references")))


@cache
def _articles() -> frozenset[str]:
    return frozenset(line for line in entries("name_leads") if "\t" not in line)


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(line.partition("\t")[0] for line in entries("name_leads") if "\t" in line)


@cache
def _titles() -> frozenset[str]:
    return frozenset(word.folded for role in word_set("names_roles") for word in words_of(role))


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(word_set("legal_forms"))
