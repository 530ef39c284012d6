"""The names of a whole article: what one place tells holds for the others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from newsview.nlp.names.rules import GUESS, LIKELY, Name, find_names

_EXPLAINED = re.compile(r"\s?\(([A-Z][\w&-]{1,9})\)")
"""An acronym in parentheses behind the name that it stands for."""

_MOST_FORMS = 500
"""So many different names of an article are looked for at its other places."""


def find_all(text: str, blocks: Sequence[tuple[int, int]]) -> list[Name]:
    """The names in some blocks of a text, given as offsets, in order and apart. Never raises.

    Within an article a form has one label, that of its surest places; a surname alone is the
    person named in full elsewhere, an acronym what it was explained by; a name found once is found
    wherever it stands, at the beginning of a sentence too.
    """
    found = [name for start, end in blocks for name in find_names(text, start, end)]
    labels = _labels(text, found)
    settled = [_settled(text, name, labels) for name in found]
    names = [name for name in settled if name is not None]
    return _with_other_places(text, blocks, names, labels)


def _labels(text: str, found: Iterable[Name]) -> dict[str, tuple[str, float]]:
    """The label and score of each form, by votes that weigh their scores."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    best: dict[str, float] = {}
    for name in found:
        form = _form(text[name.start : name.end])
        weight = round(1000 * name.score**3)
        votes[form][name.label] += weight
        best[form] = max(best.get(form, 0.0), name.score)
        if name.label == "PER" and " " in form:
            surname = form.rsplit(" ", 1)[1]
            votes[surname]["PER"] += 5000
            best[surname] = max(best.get(surname, 0.0), LIKELY)
        explained = _EXPLAINED.match(text, name.end)
        if explained is not None and name.label in ("ORG", "MISC"):
            acronym = explained.group(1)
            votes[acronym][name.label] += 5000
            best[acronym] = max(best.get(acronym, 0.0), name.score)
    return {form: (counter.most_common(1)[0][0], best[form]) for form, counter in votes.items()}


def _settled(text: str, name: Name, labels: dict[str, tuple[str, float]]) -> Name | None:
    label, score = labels[_form(text[name.start : name.end])]
    return name._replace(label=label, score=max(name.score, min(score, LIKELY)))


def _with_other_places(
    text: str,
    blocks: Sequence[tuple[int, int]],
    names: list[Name],
    labels: dict[str, tuple[str, float]],
) -> list[Name]:
    """The names, and the places where the same forms stand that no rule saw."""
    forms = sorted(
        (form for form, (_, score) in labels.items() if score > GUESS and len(form) > 2),
        key=len,
        reverse=True,
    )[:_MOST_FORMS]
    if not forms:
        return names
    anywhere = re.compile(
        r"(?<!\w)(?:"
        + "|".join(re.escape(form).replace(r"\ ", r"\s") for form in forms)
        + r")(?!\w)"
    )
    taken = {offset for name in names for offset in range(name.start, name.end)}
    for start, end in blocks:
        for match in anywhere.finditer(text, start, end):
            if taken.isdisjoint(range(*match.span())):
                label, score = labels[_form(match.group())]
                names.append(Name(match.start(), match.end(), label, score))
                taken.update(range(*match.span()))
    return sorted(names)


def _form(written: str) -> str:
    return " ".join(written.split())
