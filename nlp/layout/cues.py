"""What betrays a line that is no story: its vocabulary (lists in ``nlp/data``) and its shape.

The measure runs from 0 to ``CERTAIN``: how much has to speak against a line before it is left
out depends on where it stands (see ``kinds``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from newsview.nlp.data import entries, table
from newsview.nlp.layout.units import Unit, words_of
from newsview.nlp.phrases import PhraseTable

CERTAIN = 3
"""Left out wherever it stands."""

LIKELY = 2
"""Left out unless it is running text within the story."""

_SHORT = 300
"""Size up to which phrases within a line count; a longer line only tells by how it begins."""

_CERTAIN_SHAPES = (
    r".{0,200}\b(?:p\.? ?iva|partita iva|vat(?: (?:no|id))?)\W{0,4}(?:[a-z]{2})?\d{8,11}\b",
    r"\W{0,3}(?:©|\(c\) ?\d{4}|copyright\b.{0,4}(?:©|\d{4}))",
    r"(?P<said>\S.{1,30}?) ?(?P=said) \(?\d{1,6}\)?$",  # a reaction, said twice and counted
    r"\S{1,80}@\S{1,80}\.\w{2,8}$",
    r"(?:https?://|www\.)\S+$",
    r"[\w%+.-]{2,120}\.(?:jpe?g|png|gif|webp|svg)$",
    r"\[/?\w[^\[\]]{0,200}\]$",  # a shortcode
)
_LIKELY_SHAPES = (
    r"\W*\d{1,6}[kKmM+]?\W*$",  # a counter
    r"\W*\d{1,2}[:.]\d{2}(?:\W*\d{1,2}[:.]\d{2})?\W*$",  # a time, a player's position
    r"[a-z0-9]+(?:[-_][a-z0-9]+)+$",  # a slug, an image's alternative text
    r"[*=_~#•-]{3}(?=.*\w).*[*=_~#•-]{3}$",  # shouted between asterisks
    r"(?:#[^\s#,]{1,40}[\s,]*)+$",  # hashtags
    r"(?i:tel|fax|telefono|cell|phone)\b\.?:? ?[+(\d]",
    r"(?i:via|viale|piazza|piazzale|corso|largo|vicolo)\s.{2,60}\b\d{5}\b",
    r"\((?:[A-Z]{3,}[\w .-]{0,20}|[\w .]{1,12}/ ?[\w .]{1,12})\)\.?$",  # an agency signs
    r"(?i:articolo|articoli|pagina|foto|page|slide|image)? ?\d{1,4} ?(?:di|of|/) ?\d{1,4}$",
)
_CERTAIN_SHAPE = re.compile("|".join(_CERTAIN_SHAPES), re.IGNORECASE)
_LIKELY_SHAPE = re.compile("|".join(_LIKELY_SHAPES))
_ALTERNATIVE_TEXT = re.compile(
    r"(?:[^\s–-]{1,20} ){0,3}[^\s–-]{1,20}(?: [–-](?: [^\s–-]{1,20}){1,4}){2,5}$"
)
_CREDIT = re.compile(r"(?:[(\[/©|]|\s[–—-]\s)\s?([^()\[\]/©|]{2,50}?)[)\]]?\.?$")
_TIME = re.compile(r"(?:\W*(?:ore|h)\s)?\W*\d{1,2}[:.]\d{2}\W*$", re.IGNORECASE)
_COUNT_AFTER = re.compile(r"[\W\d_]+$")
_LABEL_BEFORE_MARK = re.compile(r"([^\W\d_][\w ]{0,24}?) ?[:/|] ?\S")


def judge(unit: Unit) -> int:
    """How much speaks against a unit being story, 0 to ``CERTAIN``."""
    text = unit.text
    if starts_with(unit.words, _notices()):
        return CERTAIN
    if unit.size > _SHORT:
        return LIKELY if starts_with(unit.words, _openings()) else 0
    if not unit.told or unit.size < 160:
        if _CERTAIN_SHAPE.match(text):
            return CERTAIN
        if (not unit.ends_clause or text.endswith(":")) and is_label(text):
            return CERTAIN
    weight = _phrase_weight(unit)
    if weight < LIKELY and (
        _begins_as_none(unit)
        or (not unit.told and is_credited(text))
        or unit.breadcrumbs
        or opener(unit) is not None
        or (not unit.told and _has_likely_shape(text))
    ):
        return LIKELY
    return weight


def is_time(text: str) -> bool:
    """Whether a line is a time of day and nothing else: ``18:30``, ``Ore 18.30``."""
    return _TIME.match(text) is not None


def is_credited(text: str) -> bool:
    """Whether a line ends by naming whose picture it goes with: ``(foto Bassi)``, ``- Ansa``."""
    found = _CREDIT.search(text)
    return found is not None and starts_with(words_of(found.group(1)), _credits())


def opener(unit: Unit) -> str | None:
    """What a unit opens that says no more than that other articles or comments follow.

    ``list`` links, ``maybe`` links unless a paragraph follows, ``end`` what is no story any more.
    """
    if unit.size > 80 or unit.form == "prose":
        return None
    found = _openers().match(unit.words, 0)
    if found is None:
        return None
    rest = [word for word in unit.words[found[0] :] if not word.isdigit()]
    return found[1] if len(rest) <= 3 else None


def links_inline(unit: Unit) -> bool:
    """Whether a line is a whole link to another article, title and all: ``Leggi anche: Il ponte``.

    Unlike a line that opens a list of links it says nothing of the lines below it.
    """
    found = _openers().match(unit.words, 0)
    linked = found is not None and found[1] == "list" and len(unit.words) > found[0]
    return linked and unit.size <= _SHORT and unit.cue >= LIKELY and not unit.heads


def is_doubtful(unit: Unit) -> bool:
    """Whether nothing but some words within it speaks against a sentence: it may be about them."""
    begins = _begins_as_none(unit) or opener(unit) is not None
    return unit.told and unit.cue == LIKELY and not begins


def is_alternative_text(unit: Unit) -> bool:
    """Whether a unit reads like the alternative text of an image: ``a – b – c``."""
    return unit.size <= 100 and not unit.told and bool(_ALTERNATIVE_TEXT.match(unit.text))


def starts_with(words: tuple[str, ...], table: PhraseTable[int]) -> bool:
    """Whether a unit begins with one of a table's phrases."""
    return table.match(words, 0) is not None


def phrase_table(rows: Mapping[str, str]) -> PhraseTable[str]:
    """A table of phrases, as words, to their values."""
    return PhraseTable({words_of(phrase): value for phrase, value in rows.items()})


def _begins_as_none(unit: Unit) -> bool:
    """Whether a unit begins as no line of a story does; a count may stand before it.

    What is quoted is somebody's words: ``«Iscriviti alla newsletter»``.
    """
    words = unit.words
    if words and words[0].isdigit() and not unit.told:
        words = words[1:]
    return not unit.quoted and starts_with(words, _openings())


def is_label(text: str) -> bool:
    """Whether a line is a known menu entry or button, with a count or arrow after it or not."""
    return _label(text) is not None


def may_head(unit: Unit) -> bool:
    """Whether a menu entry or opener could as well be a heading: ``Meteo``, ``Da non perdere``."""
    return not unit.ends_clause and (_label(unit.text) == "maybe" or opener(unit) == "maybe")


def _label(text: str) -> str | None:
    if len(text) > 60:
        return None
    bare = _COUNT_AFTER.sub("", text) if _COUNT_AFTER.search(text) else text
    words = words_of(bare)
    half = len(words) // 2
    if half and len(words) == 2 * half and words[:half] == words[half:]:
        words = words[:half]
    return _labels().get(words)


def _has_likely_shape(text: str) -> bool:
    if _LIKELY_SHAPE.match(text):
        return True
    label = _LABEL_BEFORE_MARK.match(text)
    return label is not None and len(text) <= 160 and words_of(label.group(1)) in _captions()


def _phrase_weight(unit: Unit) -> int:
    """The sum of what its phrases weigh; in running text only one alone can be ``CERTAIN``."""
    phrases, words = _phrases(), unit.words
    found: dict[tuple[str, ...], int] = {}
    index = 0
    while index < len(words):
        hit = phrases.match(words, index)
        length = hit[0] if hit else 1
        if hit:
            found[words[index : index + length]] = hit[1]
        index += length
    alone = max(found.values(), default=0)
    return max(alone, min(sum(found.values()), LIKELY if unit.told else CERTAIN))


@cache
def _labels() -> dict[tuple[str, ...], str]:
    return {words_of(label): kind for label, kind in table("layout_labels").items()}


@cache
def _captions() -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(line) for line in entries("layout_captions"))


@cache
def _credits() -> PhraseTable[int]:
    return PhraseTable({words_of(line): LIKELY for line in entries("layout_credits")})


@cache
def _notices() -> PhraseTable[int]:
    return PhraseTable({words_of(line): CERTAIN for line in entries("layout_notices")})


@cache
def _openings() -> PhraseTable[int]:
    return PhraseTable({words_of(line): LIKELY for line in entries("layout_openings")})


@cache
def _openers() -> PhraseTable[str]:
    return phrase_table(table("layout_openers"))


@cache
def _phrases() -> PhraseTable[int]:
    rows = table("layout_phrases")
    return PhraseTable({words_of(phrase): int(weight) for phrase, weight in rows.items()})
