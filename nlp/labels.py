"""A project's labels: what the machine calls a thing in its words, and what is none of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from newsview.store import messages
from newsview.store.mentions import Mentions
from newsview.store.model import DEFAULT_LABELS, Mention
from newsview.store.name_list import ListedName


def renamed(mentions: Iterable[Mention], labels: Mapping[str, str]) -> list[Mention]:
    """The mentions under the labels that a map gives; those mapped to nothing are left out."""
    if not labels:
        return list(mentions)
    called = ((one, labels.get(one.label, one.label)) for one in mentions)
    return [
        one if one.label == label else replace(one, label=label) for one, label in called if label
    ]


def among(mentions: Sequence[Mention], labels: Sequence[str]) -> Sequence[Mention]:
    """Those of the mentions that a project with these labels wants suggested.

    A project that names no labels of its own wants all, whatever a pipeline calls them.
    """
    if not restricts(labels):
        return mentions
    mentions = Mentions.of(mentions)
    return mentions.without(mentions.places_where(lambda kind: kind.label not in labels))


def restricts(labels: Sequence[str]) -> bool:
    """Whether these are labels of a project's own."""
    return tuple(labels) != DEFAULT_LABELS


def outside(names: Iterable[ListedName], labels: Sequence[str]) -> list[str]:
    """One line for the listed names that a project's own labels keep from being suggested."""
    out = [name for name in names if restricts(labels) and name.label not in labels]
    if not out:
        return []
    told = ", ".join(dict.fromkeys(name.label for name in out))
    return [messages.NAMES_OUTSIDE.format(n=len(out), labels=told, name=out[0].name)]
