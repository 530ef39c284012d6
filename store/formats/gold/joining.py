"""A text put together again from its tokens, near enough to how it was printed.

Blanks stand between tokens, but not before closing punctuation, nor after what opens or elides:
``dell'`` and ``azienda`` are joined, ``po'`` and ``d'`` keep to Italian spelling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CLOSING = re.compile(r"[.,;:!?%)\]}»”…]+|''|['’](?:s|re|ve|ll|d|m|t)|n['’]t", re.IGNORECASE)
_OPENING = re.compile(r"[(\[{«“‘¿¡]+|``")
_ELIDED = re.compile(r"(?:.*[^\W\d_aeiouàèéìòù])?['’]", re.IGNORECASE | re.DOTALL)
"""A consonant before the apostrophe elides (dell'), a vowel is cut short (po', citta')."""

_APOSTROPHES = ("'", "’")


def join(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """The text of a sentence's tokens, and at which code point each token starts in it.

    A plain ``"`` opens and closes by turns.
    """
    text = ""
    starts: list[int] = []
    quoting = False
    glued = True
    for token in tokens:
        closes = _CLOSING.fullmatch(token) is not None or (token == '"' and quoting)
        elides = token in _APOSTROPHES and text[-1:].isalpha()
        if not (glued or closes or elides):
            text += " "
        starts.append(len(text))
        text += token
        if token == '"':
            quoting = not quoting
        glued = _glues(text[-2:] if elides else token) or (token == '"' and quoting)
    return text, starts


def _glues(token: str) -> bool:
    """Whether what follows stands right behind it."""
    return _OPENING.fullmatch(token) is not None or _ELIDED.fullmatch(token) is not None
