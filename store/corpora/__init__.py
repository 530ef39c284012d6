"""Files that hold several articles: JSON lines, CSV tables, RSS and Atom feeds.

What they may look like stands in ``docs/corpus.md``.
"""
