"""Which tables are somebody's annotations rather than articles to annotate.

An export that lies in the corpus folder is not opened with the articles that it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_ONLY_PRODIGY = frozenset({"_input_hash", "_task_hash"})
_ONLY_DOCCANO = frozenset({"label", "Comments"})
_SPAN_LISTS = ("spans", "entities", "label", "labels", "annotations", "mentions", "tokens")
_SPAN_KEYS = frozenset({"start", "start_offset", "begin", "token_start"})
_FACT_COLUMNS = frozenset({"subject", "predicate", "object"})
_MENTION_COLUMNS = frozenset({"start", "end", "label"})


def are_annotations(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether JSON rows are annotated texts: Prodigy's, doccano's, spaCy's or such."""
    return any(map(_is_annotated, rows))


def are_annotation_columns(names: Sequence[str]) -> bool:
    """Whether a table with these columns holds facts or mentions."""
    folded = {name.strip().casefold() for name in names}
    return folded >= _FACT_COLUMNS or folded >= _MENTION_COLUMNS


def _is_annotated(row: Mapping[str, Any]) -> bool:
    keys = row.keys()
    if not _ONLY_PRODIGY.isdisjoint(keys) or keys >= _ONLY_DOCCANO:
        return True
    return any(isinstance(v := row.get(k), list) and any(map(_is_span, v)) for k in _SPAN_LISTS)


def _is_span(value: object) -> bool:
    """``{"start": 2, "end": 5, …}`` or ``[2, 5, "ORG"]``."""
    if isinstance(value, dict):
        return not _SPAN_KEYS.isdisjoint(value)
    return isinstance(value, list) and len(value) >= 3 and all(type(v) is int for v in value[:2])
