"""The labels of the model and its tag set (BIO2), and the parts of speech."""

from __future__ import annotations

from typing import Final

LABELS: Final = ("PER", "ORG", "LOC", "MISC", "DATE", "MONEY", "PERCENT", "QUANTITY")
"""What the model can find, in the order of the tag set."""

TAGS: Final = ("O", *(f"{kind}-{label}" for label in LABELS for kind in "BI"))
"""Tag number → name: ``O``, ``B-PER``, ``I-PER``, …  Begin tags are odd, inside tags even."""

PARTS_OF_SPEECH: Final = frozenset(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)
"""Those of Universal Dependencies (de Marneffe et al. 2021)."""
