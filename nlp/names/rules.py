"""What one block's capitalised words name, by lists and by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsview.nlp.names.lists import known_names, listed, municipalities
from newsview.nlp.names.words import Word, words_of


class Name(NamedTuple):
    """A name: offsets into the text, label, and how sure the rule is (0 to 1)."""

    start: int
    end: int
    label: str
    score: float


class Part(NamedTuple):
    """Some consecutive words of a block, by index, the end exclusive."""

    start: int
    end: int


_LINKS = frozenset(
    "di de del della dello dei degli delle d' dell' von van der den bin al el la le les du da dos "
    "of the and for per e & sul sulla".split()
)
"""Lower-case words that may stand inside a name."""

_PERSON_LINKS = frozenset("de del della di von van der den bin al el la le du da dos d'".split())
_ENDS_SENTENCE = frozenset('.!?:;«»“”"()[]–—-*•|‘')
_PLACE_BEFORE = frozenset("a ad in verso".split())
_ARTICLES = frozenset("il lo la i gli le l' dell' dall' all' nell' sull'".split())
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{1,7}")
_MIXED = re.compile(r"[A-Z]?[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]\w*")

LONGEST_MIXED = 14
"""Letters of a word with capitals inside, such as OpenAI, that is taken for a name."""

SURE, LIKELY, GUESS = 0.9, 0.7, 0.45


def find_names(text: str, start: int, end: int) -> list[Name]:
    """The names of ``text[start:end]``, one block of an article, in order and apart. Never raises.

    Elided articles, titles and quotes stay outside; a name crosses no punctuation mark.
    """
    words = words_of(text, start, end)
    if _shouts(words):
        return [_name(words, part, label, SURE) for part, label in _listed_in_capitals(words)]
    found: list[Name] = []
    index = 0
    while index < len(words):
        known = _known_at(words, index)
        if known is not None:
            part, label = known
            found.append(_name(words, _with_place_word(words, part, label), label, SURE))
            index = part.end
        elif words[index].capital:
            run = _run(words, index)
            for part, label, score in _judge(words, run):
                found.append(_name(words, _with_place_word(words, part, label), label, score))
            index = run.end
        else:
            index += 1
    return found


def _name(words: Sequence[Word], part: Part, label: str, score: float) -> Name:
    return Name(words[part.start].start, words[part.end - 1].end, label, score)


# --- cutting --------------------------------------------------------------------------------------


def _known_at(words: Sequence[Word], index: int) -> tuple[Part, str] | None:
    """The longest listed name here, unless it goes on into a longer capitalised run."""
    word = words[index]
    if word.kind == "mark" or not (word.capital or word.form[0].isupper()):
        return None
    forms = [w.form for w in words[index : index + 8]]
    if len(word.form) > 3 and word.form.isupper():
        forms[0] = word.form.capitalize()  # a dateline: "CUNEO - "
    match = known_names().match([word.form, *forms[1:]], 0) or known_names().match(forms, 0)
    if match is None:
        return None
    length, label = match
    end = index + length
    if length == 1 and _is_ambiguous(words, index):
        return None
    if end < len(words) and words[end].capital and _adjoins(words, end):
        run = _run(words, index)
        if run.end > end and _keeps_together(words, run, length, label):
            return None
    return Part(index, end), label


def _is_ambiguous(words: Sequence[Word], index: int) -> bool:
    """A single listed word that opens a sentence and is a common word too, or a first name."""
    form = words[index].form
    if words[index].lower in listed("openers") and _opens(words, index):
        return True
    followed = index + 1 < len(words) and words[index + 1].capital and _adjoins(words, index + 1)
    return followed and form in listed("first")


def _keeps_together(words: Sequence[Word], run: Part, length: int, label: str) -> bool:
    """Whether a listed name only begins a longer one: "Volkswagen Group", "Sky Deutschland"."""
    rest = [words[index].form for index in range(run.start + length, run.end)]
    if rest[0] in listed("misc_ends") or any(form in listed("organisation_ends") for form in rest):
        return True
    after = words[run.start + length]
    names_person = after.form in listed("first") and run.start + length + 1 < run.end
    if label == "ORG" and after.kind == "word" and not names_person:
        forms = [w.form for w in words[run.start + length : run.start + length + 8]]
        return not _ACRONYM.fullmatch(after.form) and known_names().match(forms, 0) is None
    return run.start == 0 and words[run.start].form in listed("first")


def _adjoins(words: Sequence[Word], index: int) -> bool:
    """Whether a word follows the one before it with nothing but a space between."""
    return index > 0 and 0 <= words[index].start - words[index - 1].end <= 1


def _run(words: Sequence[Word], index: int) -> Part:
    """The capitalised words from here on, with small linking words inside."""
    end = index + 1
    while end < len(words):
        if not _adjoins(words, end):
            break
        if words[end].capital:
            end += 1
            continue
        ahead = end
        while ahead < len(words) and ahead < end + 2 and words[ahead].lower in _LINKS:
            ahead += 1
        if ahead == end or ahead >= len(words):
            break
        if not words[ahead].capital or not all(_adjoins(words, i) for i in range(end, ahead + 1)):
            break
        end = ahead + 1
    return Part(index, end)


def _opens(words: Sequence[Word], index: int) -> bool:
    """Whether a word begins a sentence, a quotation or the block, where capitals say nothing."""
    if index == 0:
        return True
    before = words[index - 1]
    if before.kind == "elided" and before.form[0].isupper():
        return _opens(words, index - 1)
    return before.kind == "mark" and before.form in _ENDS_SENTENCE


def _shouts(words: Sequence[Word]) -> bool:
    """Whether a block is written in capitals, so that they tell nothing."""
    letters = [w for w in words if w.kind == "word" and len(w.form) > 3]
    return len(letters) > 2 and sum(w.form.isupper() for w in letters) > 0.7 * len(letters)


def _listed_in_capitals(words: Sequence[Word]) -> Iterator[tuple[Part, str]]:
    """Names of the lists in a block of capitals, whose forms are put in title case."""
    forms = [w.form if len(w.form) < 4 else w.form.capitalize() for w in words]
    index = 0
    while index < len(words):
        match = known_names().match(forms[index : index + 8], 0) if forms[index] else None
        if match is None or (len(forms[index]) < 4 and match[0] == 1):
            index += 1
            continue
        yield Part(index, index + match[0]), match[1]
        index += match[0]


# --- judging --------------------------------------------------------------------------------------

Judged = tuple[Part, str, float]


def _judge(words: Sequence[Word], run: Part) -> Iterator[Judged]:
    """What the words of a run name: one name, several joined by small words, or nothing."""
    run = _without_lead(words, run)
    if run.start >= run.end:
        return
    person = _person_inside(words, run)
    if person is not None:
        yield from _judge(words, Part(run.start, person))
        yield from _judge(words, Part(person, run.end))
        return
    whole = _whole(words, run)
    if whole is not None:
        yield run, *whole
        return
    for part in _split(words, run):
        if part == run:
            judged = _single(words, part)
            if judged is not None:
                yield part, *judged
        else:
            yield from _judge_part(words, part)


def _person_inside(words: Sequence[Word], run: Part) -> int | None:
    """Where first name and surname follow something else: "Consiglio Ue Donald Tusk"."""
    if any(words[index].form in listed("organisation_ends") for index in range(*run)):
        return None
    for index in range(run.start + 1, run.end - 1):
        if words[index].form in listed("first") and words[index + 1].capital:
            before = words[index - 1]
            if before.capital and before.form not in listed("first"):
                return index
    return None


def _judge_part(words: Sequence[Word], part: Part) -> Iterator[Judged]:
    known = _known_at(words, part.start)
    if known is not None and known[0].end <= part.end:
        yield known[0], known[1], SURE
        if known[0].end < part.end:
            yield from _judge(words, Part(known[0].end, part.end))
        return
    part = _without_lead(words, part)
    if part.start >= part.end:
        return
    judged = _whole(words, part) or _single(words, part)
    if judged is not None:
        yield part, *judged


def _without_lead(words: Sequence[Word], run: Part) -> Part:
    """The run without titles before a person and common words that open a sentence."""
    start = run.start
    while start < run.end:
        word = words[start]
        more = start + 1 < run.end
        if word.lower in _LINKS and not word.capital:
            start += 1
        elif word.lower in listed("roles") and more and words[start + 1].capital:
            start += 1
        elif word.lower in listed("openers") and _opens(words, start):
            start += 1
        elif word.form in listed("not") and (not more or word.lower in listed("roles")):
            start += 1
        else:
            break
    return Part(start, run.end)


def _split(words: Sequence[Word], run: Part) -> list[Part]:
    """The run cut at its small words, except inside a person's name ("Leonardo da Vinci")."""
    if words[run.start].form in listed("first") and _is_person(words, run):
        return [run]
    parts: list[Part] = []
    start = run.start
    for index in range(run.start, run.end):
        if not words[index].capital:
            if index > start:
                parts.append(Part(start, index))
            start = index + 1
    if start < run.end:
        parts.append(Part(start, run.end))
    return parts


def _is_person(words: Sequence[Word], run: Part) -> bool:
    small = [words[i] for i in range(run.start, run.end) if not words[i].capital]
    return run.end - run.start <= 5 and all(word.lower in _PERSON_LINKS for word in small)


def _whole(words: Sequence[Word], run: Part) -> tuple[str, float] | None:
    """The label that a run has as a whole, by its first and last words and the lists."""
    first, last = words[run.start].form, words[run.end - 1].form
    size = run.end - run.start
    forms = [w.form for w in words[run.start : run.end]]
    match = known_names().match(forms, 0)
    if match is not None and match[0] == size:
        return match[1], SURE
    if match is not None and match[1] == "ORG" and not _small_words(words, run):
        return "ORG", LIKELY
    if size > 1 and any(form in listed("organisation_ends") for form in forms[1:]):
        return "ORG", LIKELY
    if size > 1 and first in listed("organisation_words"):
        return "ORG", LIKELY
    if size > 1 and (first in listed("misc_words") or " ".join(forms[:2]) in listed("misc_words")):
        return "MISC", LIKELY
    if size > 1 and last in listed("misc_ends"):
        return "MISC", LIKELY
    if size > 1 and first in listed("place_words"):
        return "LOC", LIKELY
    if 2 <= size <= 5 and _is_person(words, run) and first in listed("first"):
        return "PER", LIKELY
    return None


def _small_words(words: Sequence[Word], run: Part) -> bool:
    return any(not words[index].capital for index in range(*run))


def _single(words: Sequence[Word], part: Part) -> tuple[str, float] | None:
    """The label of a run that the lists do not know, by what it looks like and stands beside."""
    size = part.end - part.start
    first, last = words[part.start].form, words[part.end - 1].form
    before = words[part.start - 1].lower if part.start else ""
    if size == 1 and (first in listed("not") or len(first) < 2 or _is_common(words[part.start])):
        return None
    if _follows_role(words, part) and size <= 3 and not _ACRONYM.fullmatch(first):
        return "PER", LIKELY
    if size <= 4 and part.start and _adjoins(words, part.start):
        if before in listed("organisation_nouns"):
            return "ORG", LIKELY
        if before in listed("misc_nouns"):
            return "MISC", LIKELY
    if size == 1 and _follows_place_word(words, part):
        return "LOC", LIKELY
    municipality = municipalities().match([w.form for w in words[part.start : part.end]], 0)
    if municipality is not None and municipality[0] == size:
        if before in _PLACE_BEFORE or (before in ("di", "da") and not _opens(words, part.start)):
            return "LOC", LIKELY
    if size == 1 and _ACRONYM.fullmatch(first):
        return "ORG", LIKELY if before in _ARTICLES else GUESS
    if size == 1 and _MIXED.fullmatch(first) and len(first) <= LONGEST_MIXED:
        return "ORG", GUESS
    if last in listed("job_ends"):
        return None
    if size >= 2:
        if last in listed("surnames") or first in listed("surnames"):
            return "PER", GUESS
        return ("ORG" if before in _ARTICLES or size > 2 else "PER"), GUESS
    if _opens(words, part.start):
        return None
    if first in listed("surnames"):
        return "PER", GUESS
    if before in _PLACE_BEFORE:
        return "LOC", GUESS
    if before in _ARTICLES or before in ("di", "con", "da", "e", ","):
        return "ORG", GUESS
    return None


def _is_common(word: Word) -> bool:
    return word.lower in listed("openers") or word.lower in listed("roles")


def _follows_role(words: Sequence[Word], part: Part) -> bool:
    """Whether a title stands right before: "il ministro Rossi", "l'ad di Enel Rossi" not."""
    if part.start == 0:
        return False
    return words[part.start - 1].lower in listed("roles") and _adjoins(words, part.start)


def _with_place_word(words: Sequence[Word], part: Part, label: str) -> Part:
    """A place with the word for its kind before it: "via Mazzini", "isole Tremiti"."""
    index = part.start - 1
    if label != "LOC" or index < 0:
        return part
    if index > 0 and words[index].lower in ("di", "del", "della", "d'", "dell'"):
        index -= 1
    word = words[index]
    if word.form.islower() and word.form.capitalize() in listed("place_words"):
        if all(_adjoins(words, i) for i in range(index + 1, part.start + 1)):
            return Part(index, part.end)
    return part


def _follows_place_word(words: Sequence[Word], part: Part) -> bool:
    index = part.start - 1
    if index > 0 and words[index].lower in ("di", "del", "della", "d'"):
        index -= 1
    return index >= 0 and words[index].form.capitalize() in listed("place_words")
