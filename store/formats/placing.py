"""Whether spans stand where they say: ``text[start:end]`` is the quoted text, or it is no place.

Used on the way out and on the way in, so that no file of newsview's holds a span that is off, and
none gets in; what had to be left out is named, never dropped in silence.
"""

from __future__ import annotations

from msgspec.structs import replace

from newsview.store import messages
from newsview.store.model import Anchor, Block, Evidence, Fact, Mention
from newsview.store.names import visible

MOST_QUOTED = 40
"""How many characters of a span are quoted in a message."""


def quoted(text: str) -> str:
    """The beginning of a text, fit for one line: quoted, odd characters spelled out."""
    short = text if len(text) <= MOST_QUOTED else text[: MOST_QUOTED - 1] + "…"
    return f"“{visible(short)}”"


def stands(text: str, start: int, end: int, quote: str) -> bool:
    """Whether a span is a stretch of the text, at least one character long, that reads so."""
    return 0 <= start < end <= len(text) and text[start:end] == quote


def misplaced(mention: Mention, text: str) -> str | None:
    """One line on what is wrong with a mention's place, or None."""
    if stands(text, mention.start, mention.end, mention.text):
        return None
    return messages.MENTION_MISPLACED.format(
        id=mention.id,
        label=mention.label,
        text=quoted(mention.text),
        where=_where(mention.start, mention.end, text),
    )


def settled(fact: Fact, text: str) -> tuple[Fact, list[str]]:
    """The fact with what can be placed, and one line for each thing that could not.

    An evidence that is off is left out; a subject or object that is off stays as typed text.
    """
    lines: list[str] = []
    evidence = tuple(one for one in fact.evidence if _supports(one, fact, text, lines))
    subject = _settled_anchor("subject", fact.subject, fact, text, lines)
    object_ = _settled_anchor("object", fact.object, fact, text, lines)
    if not lines:
        return fact, lines
    return replace(fact, evidence=evidence, subject=subject, object=object_), lines


def blocks_fit(blocks: tuple[Block, ...], text: str) -> bool:
    """Whether every block is a stretch of the text."""
    return all(0 <= block.start <= block.end <= len(text) for block in blocks)


def _supports(evidence: Evidence, fact: Fact, text: str, lines: list[str]) -> bool:
    if stands(text, evidence.start, evidence.end, evidence.text):
        return True
    lines.append(
        messages.EVIDENCE_MISPLACED.format(
            id=fact.id,
            text=quoted(evidence.text),
            where=_where(evidence.start, evidence.end, text),
        )
    )
    return False


def _settled_anchor(
    part: str, anchor: Anchor | None, fact: Fact, text: str, lines: list[str]
) -> Anchor | None:
    if anchor is None or (anchor.start is None and anchor.end is None):
        return anchor
    start, end = anchor.start, anchor.end
    if start is not None and end is not None and stands(text, start, end, anchor.text):
        return anchor
    lines.append(
        messages.ANCHOR_MISPLACED.format(
            id=fact.id, part=part, text=quoted(anchor.text), where=_where(start, end, text)
        )
    )
    return replace(anchor, start=None, end=None)


def _where(start: int | None, end: int | None, text: str) -> str:
    if start is None or end is None or not 0 <= start < end <= len(text):
        return messages.NO_SUCH_PLACE.format(start=start, end=end, n=len(text))
    return messages.OTHER_TEXT_THERE.format(start=start, end=end, text=quoted(text[start:end]))
