"""The sentences that users are shown, wherever they are written."""

from __future__ import annotations

from newsview.store import messages, messages_corpus, messages_file


def test_each_sentence_is_written_once() -> None:
    """Those of a subject's own module are the ones to be had, and none stands in two places."""
    own = [
        {name: value for name, value in vars(module).items() if name.isupper()}
        for module in (messages_corpus, messages_file)
    ]
    assert all(own) and own[0].keys().isdisjoint(own[1].keys())
    for name, value in (own[0] | own[1]).items():
        assert getattr(messages, name) is value
