"""From one tag a token to labelled runs of tokens.

Read are IOB1 and IOB2 (Tjong Kim Sang and Veenstra 1999, "Representing text chunks"), IOBES and
BILOU, told apart by nothing: each tag says by itself whether it begins, goes on or ends. Tags
without a prefix are labels whose run is as long as the same label goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

OUTSIDE = frozenset(("O", "_"))
"""Tags of tokens that belong to nothing; ``_`` is an empty column of CoNLL-U."""

_PREFIXED = re.compile(r"([BIESLU])-(?=.)")
_LABEL = re.compile(r"[^\W\d_](?:[\w.:/+&-]*\w)?")
_GOES_ON = ("I", "E", "L", "")
_ENDS = ("E", "L", "S", "U")


class Run(NamedTuple):
    """Consecutive tokens with one label: the first one's number, and that after the last."""

    first: int
    last: int
    label: str


def has_prefix(tag: str) -> bool:
    """Whether a tag says where in a run its token stands, such as ``B-PER``."""
    return _PREFIXED.match(tag) is not None


def is_tag(tag: str) -> bool:
    """Whether it can be a tag at all: ``O``, or a label that begins with a letter."""
    return tag in OUTSIDE or _LABEL.fullmatch(_PREFIXED.sub("", tag, count=1)) is not None


def runs(tags: Iterable[str], *, prefixed: bool) -> list[Run]:
    """The labelled runs of one sentence. Never fails: a run may begin with any prefix."""
    found: list[Run] = []
    open_label: str | None = None
    for index, tag in enumerate(tags):
        if tag in OUTSIDE:
            open_label = None
            continue
        prefix, label = (tag[0], tag[2:]) if prefixed else ("", tag)
        if label == open_label and prefix in _GOES_ON:
            found[-1] = found[-1]._replace(last=index + 1)
        else:
            found.append(Run(index, index + 1, label))
        open_label = None if prefix in _ENDS else label
    return found
