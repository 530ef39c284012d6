"""Which files of a corpus hold several articles each."""

from __future__ import annotations

JSON_KINDS = (".jsonl", ".ndjson")
CSV_KINDS = (".csv", ".tsv")
FEED_KINDS = (".xml", ".rss", ".atom")
ROW_KINDS = (*JSON_KINDS, *CSV_KINDS, *FEED_KINDS)
"""Endings of the files that hold several articles, in any case."""
