"""Two people's notes on one thing: put together line by line, and taken apart again.

A change of a note is a row of hunks, as in a patch: lines that go and lines that come in their
place (Python's ``difflib``). Applied to a note that another person wrote in, too, each hunk changes
its own lines and leaves all others.
"""

from __future__ import annotations

from difflib import SequenceMatcher


def with_both(before: str | None, after: str | None, kept: str | None) -> str | None:
    """The kept note with this change in it as well.

    What cannot go, because another has changed it, stays; what comes in its place is put at the
    end, so that nothing that either of the two wrote is lost.
    """
    lines, missing = _patched(before, after, kept)
    return _joined([*lines, *missing] if missing else lines)


def without(before: str | None, after: str | None, kept: str | None) -> str | None:
    """The kept note after the change from ``before`` to ``after`` in it, and in nothing else.

    Raises ValueError where another changed just the lines that it is about.
    """
    lines, missing = _patched(before, after, kept)
    if missing is not None:
        raise ValueError("the lines are no longer as they were")
    return _joined(lines)


def new_lines(before: str | None, after: str | None) -> set[str]:
    """The lines that a change of a note brought."""
    return set(_lines(after)) - set(_lines(before))


def _patched(
    before: str | None, after: str | None, kept: str | None
) -> tuple[list[str], list[str] | None]:
    """The kept lines with every hunk that fits, and the new lines of those that do not.

    None instead of these if all hunks fit.
    """
    old, new, lines = _lines(before), _lines(after), _lines(kept)
    missing: list[str] | None = None
    for tag, i1, i2, j1, j2 in reversed(SequenceMatcher(None, old, new, False).get_opcodes()):
        if tag == "equal":
            continue
        gone, come = old[i1:i2], new[j1:j2]
        at = _place(lines, gone) if gone else _behind(lines, old, i1)
        if at is None:
            missing = [*come, *(missing or [])]
        else:
            lines[at : at + len(gone)] = come
    return lines, missing


def _place(lines: list[str], wanted: list[str]) -> int | None:
    """Where these lines stand one behind the other; None if nowhere."""
    stop = len(lines) - len(wanted) + 1
    return next((at for at in range(stop) if lines[at : at + len(wanted)] == wanted), None)


def _behind(lines: list[str], old: list[str], at: int) -> int:
    """Where new lines go that stood behind ``old[:at]``: behind the same line, else at the end."""
    if at == len(old):
        return len(lines)
    if at == 0:
        return 0
    return lines.index(old[at - 1]) + 1 if old[at - 1] in lines else len(lines)


def _lines(note: str | None) -> list[str]:
    return note.split("\n") if note else []


def _joined(lines: list[str]) -> str | None:
    return "\n".join(lines).strip("\n") or None
