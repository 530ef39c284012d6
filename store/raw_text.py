"""What reading an article from its file brings, whatever kind of file it is."""

from __future__ import annotations

import msgspec

from newsview.store.hints import NO_HINTS, Hints


class RawText(msgspec.Struct, frozen=True):
    """An article's text as decoded and otherwise untouched; for HTML, the text of the page.

    ``whole_file`` is False for a row of a table or an entry of a feed: the ending of the name it
    is listed under says nothing then.
    """

    text: str
    encoding: str
    hints: Hints = NO_HINTS
    whole_file: bool = True
