"""Names by gazetteers and rules: people, organisations, places and other named things.

No model: word lists (``nlp/data/names_*.txt``) and what stands around a capitalised word. It is
what newsview suggests by where no better pipeline is at hand, and says so in each suggestion.
"""

from newsview.nlp.names.article import find_all
from newsview.nlp.names.rules import Name, find_names

__all__ = ["Name", "find_all", "find_names"]
