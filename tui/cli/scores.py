"""How an evaluation is written: tables for people, one JSON object for programs, both UTF-8."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from newsview.nlp.scoring import NOTHING, Confusion, Example, Score, Scorer, Tally
from newsview.store import messages
from newsview.store.formats.wire import to_json
from newsview.store.names import visible

GAP = "  "
NOTE_GAP = "   "
DIGITS = 4
"""Digits behind the point of a score in JSON."""


class Evaluation(NamedTuple):
    """What one pipeline scored, on how many texts."""

    pipeline: str
    texts: int
    scorer: Scorer


def as_tables(evaluation: Evaluation) -> bytes:
    """The scores of each label in percent, then what was taken for what."""
    lines = "\n".join(visible(line.rstrip()) for line in _lines(evaluation))
    return f"{lines}\n".encode()


def as_json_line(evaluation: Evaluation) -> bytes:
    """The same figures, scores from 0 to 1."""
    pipeline, texts, scorer = evaluation
    whole = {
        "pipeline": pipeline,
        "texts": texts,
        "labels": {label: _figures(tally) for label, tally in scorer.tallies().items()},
        "overall": _figures(scorer.overall()),
        "left_out": dict(sorted(scorer.left_out.items())),
        "confusions": [_confusion(one) for one in scorer.confusions()],
    }
    return to_json(whole) + b"\n"


# --- JSON -----------------------------------------------------------------------------------------


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        **tally._asdict(),
        "strict": _rounded(tally.strict),
        "partial": _rounded(tally.partial),
    }


def _rounded(score: Score) -> dict[str, float]:
    return {name: round(value, DIGITS) for name, value in score._asdict().items()}


def _confusion(confusion: Confusion) -> dict[str, Any]:
    examples = [example._asdict() for example in confusion.examples]
    return {
        "gold": confusion.gold,
        "found": confusion.found,
        "count": confusion.count,
        "examples": examples,
    }


# --- tables ---------------------------------------------------------------------------------------


def _lines(evaluation: Evaluation) -> Iterator[str]:
    pipeline, texts, scorer = evaluation
    overall = scorer.overall()
    yield messages.EVALUATED.format(pipeline=pipeline, n=texts, gold=overall.gold)
    yield ""
    headings = messages.SCORE_HEADINGS
    rows = [_row(label, tally) for label, tally in scorer.tallies().items()]
    titles = (*headings["strict"], *headings["partial"], *headings["counts"])
    yield from _aligned(
        [[str(headings["label"]), *titles], *rows, _row(messages.ALL_LABELS, overall)], left=1
    )
    if scorer.left_out:
        labels = ", ".join(
            messages.LABEL_COUNT.format(label=label, n=n)
            for label, n in sorted(scorer.left_out.items())
        )
        yield ""
        yield messages.LABELS_LEFT_OUT.format(labels=labels)
    yield ""
    yield from _confusion_lines(scorer.confusions())


def _row(label: str, tally: Tally) -> list[str]:
    scores = [f"{100 * value:.1f}" for value in (*tally.strict, *tally.partial)]
    return [label, *scores, *map(str, tally)]


def _confusion_lines(confusions: Sequence[Confusion]) -> Iterator[str]:
    if not confusions:
        yield messages.NO_CONFUSIONS
        return
    rows = [[one.gold, one.found, str(one.count)] for one in confusions]
    heading, *lines = _aligned([list(messages.CONFUSION_HEADINGS), *rows], left=2)
    yield heading
    for line, confusion in zip(lines, confusions, strict=True):
        yield line + NOTE_GAP + _note(confusion)
        for example in confusion.examples:
            yield NOTE_GAP + _told(example)


def _note(confusion: Confusion) -> str:
    """What a confusion is, where it is not of two labels."""
    if confusion.found == NOTHING:
        return messages.CONFUSION_NOTES["missed"]
    if confusion.gold == NOTHING:
        return messages.CONFUSION_NOTES["extra"]
    return messages.CONFUSION_NOTES["offsets"] if confusion.gold == confusion.found else ""


def _told(example: Example) -> str:
    text = " ".join(example.text.split())
    told = messages.CONFUSION_EXAMPLE.format(
        source=example.source, before=example.before, text=text, after=example.after
    )
    if example.found is None:
        return told
    return messages.CONFUSION_FOUND.format(example=told, found=" ".join(example.found.split()))


def _aligned(rows: Sequence[Sequence[str]], *, left: int) -> list[str]:
    """The rows as lines of columns, the first few set to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
