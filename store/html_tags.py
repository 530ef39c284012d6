"""Whether a page has a tag that the parser would take minutes for."""

from __future__ import annotations

import re

MOST_ATTRIBUTES = 10_000
"""Attributes of one tag that are read: libxml2 compares each with all before it."""

_VALUE = r"""\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+"""
_ATTRIBUTE = rf"[^\s/>][^\s/>=]*+(?:{_VALUE})?+"
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:[\s/]++|{_ATTRIBUTE})*+")
"""A tag up to its end, as HTML takes it apart (WHATWG HTML, "tokenization")."""
_ONE = re.compile(_ATTRIBUTE)


def has_endless_tag(page: str) -> bool:
    """Whether a tag has more than `MOST_ATTRIBUTES`."""
    return any(
        len(tag[0]) > MOST_ATTRIBUTES and sum(1 for _ in _ONE.finditer(tag[0])) > MOST_ATTRIBUTES
        for tag in _TAG.finditer(page)
    )
