"""Reading a journal that may be damaged anywhere: every whole line counts, the others are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsview.store.journal.lines import Line, is_whole, unframe
from newsview.store.journal.main_file import Identity

_HEAD = re.compile(rb"[0-9a-f]{8} \{")


class JournalRead(NamedTuple):
    """The whole lines, and what stands between and behind them."""

    lines: list[Line]
    bad: list[bytes]
    """Stretches that are no line though good ones follow, or though they end as one: damage."""
    tail: bytes
    """What stands at the end and is no line: an interrupted write."""
    unended: bool = False
    """Whether the last line lacks its newline, so that an opening would not take it for one."""

    @property
    def changes(self) -> int:
        """How many of the lines are steps."""
        return sum("redo" in line.record for line in self.lines)


def read_lines(raw: bytes) -> JournalRead:
    """All whole lines of a journal, also of one whose newlines were damaged."""
    lines: list[Line] = []
    bad: list[tuple[int, bytes]] = []
    start = 0
    raw = raw.rstrip(b"\0")
    for piece in raw.split(b"\n"):
        for at, stretch in _cut(piece):
            record = _record(stretch)
            if record is not None:
                lines.append(Line(start + at, record))
            else:
                bad.append((start + at, stretch))
        start += len(piece) + 1
    last = lines[-1].start if lines else -1
    torn = next((n for n, one in enumerate(bad) if one[0] > last and _is_torn(raw, *one)), len(bad))
    return JournalRead(
        lines,
        [stretch for _, stretch in bad[:torn]],
        b"\n".join(stretch for _, stretch in bad[torn:]),
        bool(raw) and not raw.endswith(b"\n") and (not bad or bad[-1][0] < last),
    )


def _is_torn(raw: bytes, at: int, stretch: bytes) -> bool:
    """Whether a write ended early there: what it did not reach is missing, or is still zeros."""
    return at + len(stretch) >= len(raw) or b"\0" in stretch


def belongs_from(lines: Sequence[Line], main: Identity) -> int | None:
    """The byte from which on a journal holds what a main file does not; None if it is another's.

    The rule of ``recovery``: the last line that names the main file.
    """
    for line in reversed(lines):
        if _named(line) == list(main):
            return _from(line)
    return None


def fits_from(lines: Sequence[Line], main: Identity, *, by_force: bool) -> int | None:
    """The same for a main file that was damaged, so that no line names it as it is.

    One that is as long as a line says is that line's; ``by_force`` takes any. All of the journal is
    done once more, which mends what it holds and does no harm, since a step puts whole documents;
    but for a line without ``next``, whose main file is not what the steps before it lead to.
    """
    fitting = [
        0 if line.record.keys() & {"base", "next"} else _from(line)
        for line in lines
        if isinstance(named := _named(line), list) and named[:1] == [main.size]
    ]
    return min(fitting, default=0 if by_force else None)


def is_headless(lines: Sequence[Line]) -> bool:
    """Whether the first line is not there, which names the main file that a journal began from."""
    return lines[0].start > 0 or _named(lines[0]) is None


def may_name(stretch: bytes) -> bool:
    """Whether what is damaged may have been a line that names a main file, and so this one."""
    return any(word in stretch for word in (b'"base":', b'"ckpt":', b'"from":', b'"next":'))


def first_base(lines: Sequence[Line]) -> int | None:
    """The size of the main file that a journal began from; None if that cannot be read."""
    for line in lines:
        named = _named(line)
        if isinstance(named, list) and named and type(named[0]) is int:
            return named[0]
    return None


def _named(line: Line) -> object:
    return line.record.get("base", line.record.get("ckpt"))


def _from(line: Line) -> int:
    start = line.record.get("from")
    return start if isinstance(start, int) else line.start + 1


def _cut(piece: bytes) -> list[tuple[int, bytes]]:
    """A line, or the whole lines and the rest of one in which newlines were lost."""
    if not piece or is_whole(piece):
        return [(0, piece)] if piece else []
    cut: list[tuple[int, bytes]] = []
    at = 0
    heads = [match.start() for match in _HEAD.finditer(piece)]
    for number, head in enumerate(heads):
        if head < at:
            continue
        ends = [*(one - 1 for one in heads[number + 1 :]), len(piece), len(piece) - 1]
        end = next((one for one in ends if is_whole(piece[head:one])), None)
        if end is None:
            continue
        if piece[at:head]:
            cut.append((at, piece[at:head]))
        cut.append((head, piece[head:end]))
        at = end
    if piece[at:]:
        cut.append((at, piece[at:]))
    return cut


def _record(stretch: bytes) -> dict[str, object] | None:
    if not is_whole(stretch):
        return None
    try:
        return unframe(stretch)
    except (ValueError, RecursionError):
        return None
