"""The sentences that users are shown, wherever they are written."""

from __future__ import annotations

from itertools import combinations

from newsview.store import messages, messages_corpus, messages_file, messages_several


def test_each_sentence_is_written_once() -> None:
    """Those of a subject's own module are the ones to be had, and none stands in two places."""
    own = [
        {name: value for name, value in vars(module).items() if name.isupper()}
        for module in (messages_corpus, messages_file, messages_several)
    ]
    assert all(own)
    assert all(one.keys().isdisjoint(other) for one, other in combinations(own, 2))
    for name, value in (item for one in own for item in one.items()):
        assert getattr(messages, name) is value
