"""Finding a span of one version of a text in another version of it. Pure.

The method is that of the W3C's TextQuoteSelector (Web Annotation Data Model, 4.2.4): a span is
looked for by what it quotes, and where that stands several times by what stands before and behind
it. Both versions are also aligned, line by line and within changed lines token by token, by the
longest common stretches (Ratcliff and Obershelp, `difflib`), which tells repeated lines apart and
shows where a quote that was itself edited is now. Where the old version is not at hand only the
quote is left to go by.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

CONTEXT = 32
"""How many code points before and behind a quote are compared."""

SURE_CONTEXT = 0.5
"""From which likeness of the contexts on one of several places is taken without asking."""

LEAST_CONTEXT = 0.35
"""Below which likeness of the contexts one of several places is not even offered."""

LEAST_LIKE = 0.6
"""Below which likeness of the texts an edited quote is not offered."""

_CLOSE = 0.1
"""How much likeness two places may differ by and still count as alike."""

_CERTAIN = 0.7
"""From which likeness of the contexts on the place that the alignment names is not compared with
others, or an edited quote not looked for elsewhere."""

_LONG_QUOTE = 5
"""From how many tokens on an edited quote is looked for all over the text."""

_MOST_TOKENS = 4_000
"""Beyond which a changed stretch is not aligned: it would take seconds."""

_LONG = 120
"""From how many code points on texts are compared by tokens."""

_NEARLY = 0.99
"""The most that texts with the same tokens and other white space between them are alike."""

_MOST_NARROWED = 40
"""Of how many tokens a stretch is looked through for the part that is most like a quote."""

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Span(NamedTuple):
    """A span of the old version: its offsets and what it quotes."""

    start: int
    end: int
    text: str


class Place(NamedTuple):
    """Where a span is in the new version, and how sure that is.

    A ``sure`` place reads exactly as the span. One that is not reads otherwise, or may be another
    place that reads the same: a person decides. ``score`` is the likeness of the contexts where
    the quote stands as it was, of the quotes where it was edited; between 0 and 1.
    """

    start: int
    end: int
    score: float
    sure: bool


class Mover:
    """Two versions of a text; ``old`` is None where it is not at hand."""

    def __init__(self, old: str | None, new: str) -> None:
        self._old = old
        self._new = new
        self._aligned = _Alignment(old, new) if old is not None else None

    @cached_property
    def _new_tokens(self) -> list[tuple[int, str]]:
        return _tokens(self._new)

    @property
    def kinship(self) -> float:
        """Which part of the old version's tokens stands in the new one, too; 1 if unknown."""
        return self._aligned.kinship if self._aligned is not None else 1.0

    def places(self, spans: Iterable[Span]) -> dict[Span, Place]:
        """A place for each span that can be placed.

        Two spans that read the same and stood apart never get the same place: the one that fits
        better does, the other has to do with the next best.
        """
        found: dict[Span, Place] = {}
        taken: dict[tuple[int, int], Span] = {}
        open_spans = set(spans)
        best = {span: self.place(span) for span in open_spans}
        if self._old is None:
            best |= self._in_order(open_spans)

        def order(span: Span) -> tuple[bool, float, int]:
            place = best[span]
            return place is None or not place.sure, -(place.score if place else 0), span.start

        for span in sorted(open_spans, key=order):
            place = best[span]
            if place is not None and (place.start, place.end) in taken:
                place = self.place(span, {at for at, one in taken.items() if one.text == span.text})
            if place is not None:
                found[span] = place
                taken.setdefault((place.start, place.end), span)
        return found

    def _in_order(self, spans: set[Span]) -> dict[Span, Place | None]:
        """Spans that read the same, with no context to tell them apart: in their order, not sure.

        Where there are as many places as spans; else those at the offsets that they had.
        """
        alike: dict[str, list[Span]] = {}
        for span in sorted(spans):
            alike.setdefault(span.text, []).append(span)
        found: dict[Span, Place | None] = {}
        for text, group in alike.items():
            places = list(_occurrences(self._new, text, (False, False)))
            stays = [(span.start, span.end) for span in group] == places
            if len(group) > 1 and len(places) == len(group):
                for span, at in zip(group, places, strict=True):
                    found[span] = Place(*at, SURE_CONTEXT, stays)
            elif 0 < len(places) < len(group):
                found |= {span: None for span in group if (span.start, span.end) not in places}
        return found

    def place(self, span: Span, taken: Iterable[tuple[int, int]] = ()) -> Place | None:
        """The best place of one span that is not taken; None if there is none good enough."""
        old = self._old if self._old is not None and _stands(self._old, span) else None
        taken = set(taken)
        standing = _occurrences(self._new, span.text, _cut(old, span))
        places = [at for at in standing if at not in taken]
        if not places:
            return self._edited(span)
        if old is None:
            return self._without_context(span, places)
        alone = len(places) == 1 and _is_alone(old, span.text)
        return self._by_context(span, places, old, alone=alone)

    def standing(self, span: Span) -> list[tuple[int, int]]:
        """Everywhere that the span's quote stands in the new version."""
        old = self._old if self._old is not None and _stands(self._old, span) else None
        return list(_occurrences(self._new, span.text, _cut(old, span)))

    def _without_context(self, span: Span, places: list[tuple[int, int]]) -> Place | None:
        """By the quote alone: its only place, or the one at the offsets that it had."""
        if len(places) == 1:
            return Place(*places[0], 1.0, True)
        if (span.start, span.end) in places:
            return Place(span.start, span.end, SURE_CONTEXT, True)
        return None

    def _by_context(
        self, span: Span, places: list[tuple[int, int]], old: str, *, alone: bool
    ) -> Place | None:
        assert self._aligned is not None
        expected = self._aligned.place(span)
        if expected in places:
            score = _context_likeness(old, span, self._new, expected)
            if score >= _CERTAIN:
                return Place(*expected, score, True)
        scores = {at: _context_likeness(old, span, self._new, at) for at in places}
        aim = expected[0] if expected is not None else round(
            span.start / max(len(old), 1) * len(self._new)
        )  # fmt: skip
        best = max(places, key=lambda at: (scores[at], -abs(at[0] - aim)))
        if expected in scores and scores[expected] >= scores[best] - _CLOSE:
            best = expected
        score = scores[best]
        if alone:
            is_long = len(_tokens(span.text)) >= _LONG_QUOTE
            return Place(*best, max(score, SURE_CONTEXT) if is_long else score, True)
        rival = max((scores[at] for at in places if at != best), default=0.0)
        told_apart = best == expected or score >= rival + _CLOSE
        if score >= SURE_CONTEXT and told_apart:
            return Place(*best, score, True)
        return Place(*best, score, False) if score >= LEAST_CONTEXT else None

    def _edited(self, span: Span) -> Place | None:
        """Where a quote is that stands nowhere as it was: never sure."""
        tokens = [text for _, text in _tokens(span.text)]
        best = None
        at = self._aligned.place(span) if self._aligned is not None else None
        if at is not None:
            best = self._scored(span, _nearest(span.text, len(tokens), self._new, at))
        if len(tokens) >= _LONG_QUOTE and (best is None or best.score < _CERTAIN):
            at = _like(tokens, self._new_tokens)
            other = self._scored(span, at) if at is not None else None
            best = max(filter(None, (best, other)), key=lambda place: place.score, default=None)
        return best

    def _scored(self, span: Span, at: tuple[int, int]) -> Place | None:
        """A place for an edited quote, if it is like it and not out of all proportion."""
        if not 0 < at[1] - at[0] <= 2 * len(span.text) + CONTEXT:
            return None
        score = _likeness(span.text, self._new[at[0] : at[1]], LEAST_LIKE)
        return Place(*at, score, False) if score >= LEAST_LIKE else None


class _Alignment:
    """Which tokens of two texts correspond."""

    def __init__(self, old: str, new: str) -> None:
        self._new = new
        pairs = list(_corresponding(old, new))
        self._old_starts = [a for a, _, _ in pairs]
        self._old_ends = [a + size for a, _, size in pairs]
        self._new_starts = [b for _, b, _ in pairs]
        self.kinship = len(pairs) / max(len(_tokens(old)), 1)

    def place(self, span: Span) -> tuple[int, int] | None:
        """Where a span has gone, its edges as near as the tokens around them tell."""
        if not self._old_starts:
            return None
        start, end = self._start(span.start), self._end(span.end)
        return (start, end) if start < end else None

    def _start(self, offset: int) -> int:
        at = bisect_right(self._old_starts, offset) - 1
        if at >= 0 and offset < self._old_ends[at]:
            return self._new_starts[at] + offset - self._old_starts[at]
        start = self._new_end(at) if at >= 0 else 0
        return start + len(self._new[start:]) - len(self._new[start:].lstrip())

    def _end(self, offset: int) -> int:
        at = bisect_left(self._old_ends, offset)
        if at < len(self._old_ends) and self._old_starts[at] < offset:
            return self._new_starts[at] + offset - self._old_starts[at]
        end = self._new_starts[at] if at < len(self._new_starts) else len(self._new)
        return len(self._new[:end].rstrip())

    def _new_end(self, at: int) -> int:
        return self._new_starts[at] + self._old_ends[at] - self._old_starts[at]


def _corresponding(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Tokens that correspond, in order: where each is in both texts, and its length."""
    lines, new_lines = _lines(old), _lines(new)
    matcher = SequenceMatcher(None, [x for _, x in lines], [x for _, x in new_lines], False)
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            for (a, line), (b, _) in zip(lines[a1:a2], new_lines[b1:b2], strict=True):
                yield from ((a + at, b + at, len(token)) for at, token in _tokens(line))
        elif kind == "replace":
            a, b = lines[a1][0], new_lines[b1][0]
            before = "".join(line for _, line in lines[a1:a2])
            after = "".join(line for _, line in new_lines[b1:b2])
            for at, new_at, size in _corresponding_tokens(before, after):
                yield a + at, b + new_at, size


def _corresponding_tokens(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    tokens, new_tokens = _tokens(old), _tokens(new)
    if max(len(tokens), len(new_tokens)) > _MOST_TOKENS:
        return
    texts, new_texts = [text for _, text in tokens], [text for _, text in new_tokens]
    for block in SequenceMatcher(None, texts, new_texts, False).get_matching_blocks():
        for k in range(block.size):
            at, text = tokens[block.a + k]
            yield at, new_tokens[block.b + k][0], len(text)


def _nearest(quote: str, size: int, text: str, at: tuple[int, int]) -> tuple[int, int]:
    """What is most like the quote in a stretch of the text: all of it, or about as many tokens."""
    start, end = at
    there = _tokens(text[start:end])
    if len(there) > _MOST_NARROWED:
        return at
    parts = [at]
    for n in range(max(size - 1, 1), min(size + 1, len(there) - 1) + 1):
        for first in range(len(there) - n + 1):
            last, token = there[first + n - 1]
            parts.append((start + there[first][0], start + last + len(token)))
    return max(parts, key=lambda part: _likeness(quote, text[part[0] : part[1]], LEAST_LIKE))


def _like(wanted: list[str], there: list[tuple[int, str]]) -> tuple[int, int] | None:
    """The stretch of a text around the longest run of tokens that the quote has, too."""
    if len(there) > 10 * _MOST_TOKENS:
        return None
    texts = [token for _, token in there]
    run = SequenceMatcher(None, texts, wanted, False).find_longest_match()
    if run.size < 3:
        return None
    first = max(run.a - run.b, 0)
    window = texts[first : first + len(wanted)]
    blocks = SequenceMatcher(None, window, wanted, False).get_matching_blocks()[:-1]
    start = there[first + blocks[0].a][0]
    last, token = there[first + blocks[-1].a + blocks[-1].size - 1]
    return start, last + len(token)


def _lines(text: str) -> list[tuple[int, str]]:
    """Each line, its end included, with where it begins."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        found.append((at, line))
        at += len(line)
    return found


def _tokens(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in _TOKEN.finditer(text)]


def _occurrences(text: str, quote: str, cut: tuple[bool, bool]) -> Iterator[tuple[int, int]]:
    """Where a quote stands; its start and end cut a word only where the span did that, too."""
    at = text.find(quote) if quote else -1
    while at >= 0:
        end = at + len(quote)
        if (cut[0] or not _joined(text, at)) and (cut[1] or not _joined(text, end)):
            yield at, end
        at = text.find(quote, at + 1)


def _joined(text: str, at: int) -> bool:
    """Whether there are word characters on both sides of an offset."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _cut(old: str | None, span: Span) -> tuple[bool, bool]:
    """Whether the span's start and end cut a word where it stood."""
    return (False, False) if old is None else (_joined(old, span.start), _joined(old, span.end))


def _is_alone(text: str, quote: str) -> bool:
    return text.find(quote) == text.rfind(quote)


def _stands(text: str, span: Span) -> bool:
    return text[span.start : span.end] == span.text


def _context_likeness(old: str, span: Span, new: str, at: tuple[int, int]) -> float:
    before = _likeness(
        old[max(span.start - CONTEXT, 0) : span.start], new[max(at[0] - CONTEXT, 0) : at[0]]
    )
    behind = _likeness(old[span.end : span.end + CONTEXT], new[at[1] : at[1] + CONTEXT])
    return (before + behind) / 2


def _likeness(one: str, other: str, least: float = 0.0) -> float:
    """How alike two texts are, 0 to 1; 0 at once where that is certainly less than ``least``.

    Long ones are compared token by token: letter by letter would take milliseconds.
    """
    if one == other:
        return 1.0
    if max(len(one), len(other)) > _LONG:
        tokens = [text for _, text in _tokens(one)], [text for _, text in _tokens(other)]
        return min(SequenceMatcher(None, *tokens, False).ratio(), _NEARLY)
    matcher = SequenceMatcher(None, one, other, False)
    if least and (matcher.real_quick_ratio() < least or matcher.quick_ratio() < least):
        return 0.0
    return matcher.ratio()
