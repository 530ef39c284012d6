"""The rows of the side pane and of the facts screen, as data. No UI.

A row holds texts as they stand in the records; how they are made harmless and how wide they may
be is for whoever draws them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from newsview.store import messages
from newsview.store.model import DEFAULT_LABELS, Fact, Mention
from newsview.widgets.matching import folded
from newsview.widgets.numbers import value_text
from newsview.widgets.text.display import one_line

UNDECIDED, ACCEPTED, OWN, REJECTED = "?", "✓", "+", "✗"
"""How a row's mark says where its mentions or its fact stand."""

ALIKE, LINKED = "≈", "="
"""Before a name: other names in its row are perhaps the same; a person said that they are."""

Role = Literal["mark", "label", "strong", "text", "dim"]
RowKind = Literal["heading", "blank", "none", "mentions", "fact", "tag", "note", "entity", "alike"]

_PASSIVE: frozenset[RowKind] = frozenset({"heading", "blank", "none"})
LABEL_WIDTH = max(map(len, DEFAULT_LABELS))
"""Cells that the labels take."""
_WIDEST_TITLE = 48
"""Cells of an article's title on the facts screen: at 80 columns its counts stand behind it."""
_BLANKS = re.compile(r"[ \t\r\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LONGEST_PART = 400
"""Code points of one text in a row: more than two lines of any terminal hold."""


class Part(NamedTuple):
    """A piece of a row and what it is."""

    text: str
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class PaneRow:
    """One row: what it shows and what it stands for.

    ``ids`` are the records behind it: mentions, a fact, an entity, whatever carries the tag or
    note; none where that is the article at hand. ``offset`` is where it stands in the article's
    text, or None; ``article`` is the SHA-256 of the article on the facts screen. A row of
    ``most_lines`` 2 goes on on a second line where it is too long for one.
    """

    kind: RowKind
    parts: tuple[Part, ...] = ()
    right: str = ""
    ids: tuple[str, ...] = ()
    offset: int | None = None
    article: str | None = None
    most_lines: int = 1

    @property
    def selectable(self) -> bool:
        """Whether the cursor can stand on it."""
        return self.kind not in _PASSIVE

    @property
    def waits(self) -> bool:
        """Whether it stands for something that is undecided."""
        return bool(self.ids) and self.parts[0] == (UNDECIDED + " ", "mark")

    @property
    def text(self) -> str:
        """What the row says, in one line."""
        return "".join(part.text for part in self.parts)

    def is_same(self, other: PaneRow) -> bool:
        """Whether both rows stand for the same thing, however each is drawn."""
        if (self.kind, self.ids, self.article) != (other.kind, other.ids, other.article):
            return False
        return self.kind != "tag" or self.parts[0] == other.parts[0]


class Alike(NamedTuple):
    """Names of an article that are perhaps the same, or are linked: the fullest, and all of them.

    ``ids`` are the mentions.
    """

    name: str
    forms: Sequence[str]
    ids: Sequence[str]


class FactGroup(NamedTuple):
    """The facts of one article, for the facts screen."""

    title: str
    article: str
    facts: Sequence[Fact]


def article_rows(
    mentions: Iterable[Mention],
    facts: Iterable[Fact],
    tags: Sequence[str] = (),
    note: str | None = None,
    *,
    names: Mapping[str, str] | None = None,
    alike: Iterable[Alike] = (),
    undecided_facts: bool = False,
) -> list[PaneRow]:
    """The side pane of one article: entities, facts (all, or the undecided ones), tags, notes.

    ``names`` maps entity ids to canonical names, so that all that was linked to one entity is one
    row; so is all that is in one of ``alike``, under a sign until it is linked. Rows keep their
    place when something is decided on.
    """
    mentions, facts = list(mentions), list(facts)
    grouped = _grouped_mentions(mentions, names or {}, alike)
    groups = [_mentions_row(name, forms, group, names or {}) for name, forms, group in grouped]
    fact_list = [_fact_row(fact) for fact in _by_score(facts)]
    sections = [
        (messages.PANE_ENTITIES, groups),
        (messages.PANE_FACTS, fact_list),
        (messages.PANE_TAGS, _tag_rows(mentions, facts, tags)),
        (messages.PANE_NOTES, _note_rows(mentions, facts, note)),
    ]
    rows: list[PaneRow] = []
    for title, section in sections:
        if rows:
            rows.append(PaneRow("blank"))
        rows.append(section_heading(title, section))
        if section is fact_list and undecided_facts:
            rows[-1], section = _only_undecided(rows[-1], section)
        rows.extend(section or [PaneRow("none", (Part(messages.PANE_NONE, "dim"),))])
    return rows


def fact_section(group: FactGroup) -> list[PaneRow]:
    """The rows of one article's facts on the facts screen, without its title."""
    return [_fact_row(fact, group.article) for fact in _by_score(group.facts)]


def fact_rows(
    groups: Iterable[FactGroup],
    *,
    undecided_facts: bool = False,
    section_of: Callable[[FactGroup], Sequence[PaneRow]] = fact_section,
) -> list[PaneRow]:
    """The facts screen: each article's title with its facts under it, articles without left out.

    With ``undecided_facts`` only those that nobody decided on. ``section_of`` can be a
    `fact_section` that remembers what it made.
    """
    rows: list[PaneRow] = []
    for group in groups:
        section = section_of(group)
        if not any(row.waits or not undecided_facts for row in section):
            continue
        if rows:
            rows.append(PaneRow("blank"))
        title = one_line(group.title, _WIDEST_TITLE)
        heading = section_heading(title, section, group.article)
        if undecided_facts:
            heading, section = _only_undecided(heading, section)
        rows += [heading, *section]
    return rows or [PaneRow("none", (Part(messages.PANE_NONE, "dim"),))]


def mark_of(record: Mention | Fact) -> str:
    """The mark of one mention or fact."""
    if record.status == "suggested":
        return UNDECIDED
    if record.status == "rejected":
        return REJECTED
    return OWN if record.origin == "person" else ACCEPTED


def mark_of_all(mentions: Iterable[Mention]) -> str:
    """The mark of a group: undecided while one is; rejected only if all are."""
    marks = {mark_of(mention) for mention in mentions}
    return next((mark for mark in (UNDECIDED, OWN, ACCEPTED) if mark in marks), REJECTED)


def fact_line(fact: Fact) -> str:
    """A fact in one line: subject · predicate · object (value) date · who says it."""
    return "".join(part.text for part in _fact_parts(fact))


def flat(text: str) -> str:
    """The beginning of a text in one line: newlines and runs of blanks of any kind as one blank.

    Other line breaks and controls stay, for the display map to show.
    """
    return _BLANKS.sub(" ", text[:_LONGEST_PART]).strip(" ")


def section_heading(title: str, rows: Sequence[PaneRow], article: str | None = None) -> PaneRow:
    """The heading of a section: how many rows it has, and how many of them wait."""
    undecided = sum(row.waits for row in rows)
    count = f" {len(rows)}"
    if undecided:
        count += messages.PANE_UNDECIDED.format(n=undecided)
    return PaneRow("heading", (Part(title, "strong"), Part(count, "dim")), article=article)


def _only_undecided(heading: PaneRow, rows: Sequence[PaneRow]) -> tuple[PaneRow, list[PaneRow]]:
    """The rows that wait, under a heading that tells of the others."""
    waiting = [row for row in rows if row.waits]
    if len(waiting) < len(rows):
        hidden = messages.PANE_DECIDED_HIDDEN.format(n=len(rows) - len(waiting))
        heading = replace(heading, parts=(*heading.parts, Part(hidden, "dim")))
    return heading, waiting


def _grouped_mentions(
    mentions: Iterable[Mention], names: Mapping[str, str], alike: Iterable[Alike]
) -> list[tuple[str, Sequence[str], list[Mention]]]:
    """Mentions of the same label and entity or look (else the same text), with the name to show.

    With each come all its names. Groups come label by label in the order of the number keys, then
    by where they begin.
    """
    together = {id_: one for one in alike for id_ in one.ids}
    texts = {
        (mention.label, folded(flat(mention.text))): together[mention.id]
        for mention in mentions
        if mention.id in together
    }
    groups: dict[tuple[str, str], list[Mention]] = {}
    shown: dict[tuple[str, str], Alike] = {}
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        text = folded(flat(mention.text))
        look = together.get(mention.id) or texts.get((mention.label, text))
        name = names.get(mention.entity) if mention.entity else None
        key = (mention.label, f"entity {mention.entity}" if name else f"text {text}")
        if look is not None:
            key = (mention.label, f"alike {look.ids[0]}")
            shown[key] = look
        groups.setdefault(key, []).append(mention)

    def place(item: tuple[tuple[str, str], list[Mention]]) -> tuple[int, str, int]:
        label = item[0][0]
        order = DEFAULT_LABELS.index(label) if label in DEFAULT_LABELS else len(DEFAULT_LABELS)
        return order, label, item[1][0].start

    return [
        (shown[key].name, shown[key].forms, group)
        if key in shown
        else (
            names.get(group[0].entity or "", group[0].text),
            list(dict.fromkeys(mention.text for mention in group)),
            group,
        )
        for key, group in sorted(groups.items(), key=place)
    ]


def _mentions_row(
    name: str, forms: Sequence[str], group: Sequence[Mention], names: Mapping[str, str]
) -> PaneRow:
    """The row of a group; what it is called besides its name stands behind it under a sign."""
    sign, others = "", [flat(form) for form in forms if flat(form) != flat(name)]
    if any(folded(other) != folded(flat(name)) for other in others):
        standing = [mention for mention in group if mention.status != "rejected"]
        sign = LINKED if all(mention.entity in names for mention in standing) else ALIKE
    waiting = [mention for mention in group if mention.status == "suggested"]
    right = f"×{len(group)}" if len(group) > 1 else ""
    if 0 < len(waiting) < len(group):
        right = f"{len(group) - len(waiting)}/{len(group)}"
    mark = mark_of_all(group)
    return PaneRow(
        "mentions",
        (
            Part(mark + " ", "mark"),
            Part(f"{group[0].label:<{LABEL_WIDTH - len(sign)}}", "label"),
            Part(f"{sign} ", "strong" if sign else "dim"),
            Part(flat(name), "dim" if mark == REJECTED else "text"),
            *([Part("  " + ", ".join(others), "dim")] if sign else []),
        ),
        right=right,
        ids=tuple(mention.id for mention in group),
        offset=(waiting or group)[0].start,
        most_lines=2 if sign else 1,
    )


def _by_score(facts: Iterable[Fact]) -> list[Fact]:
    """Best score first, a person's own (without a score) before them; then in text order."""

    def place(fact: Fact) -> tuple[float, int]:
        score = 1.0 if fact.score is None else fact.score
        return -score, _fact_offset(fact) or 0

    return sorted(facts, key=place)


def _fact_offset(fact: Fact) -> int | None:
    """Where a fact begins: its first evidence, else its subject or object."""
    if fact.evidence:
        return min(evidence.start for evidence in fact.evidence)
    starts = (anchor.start for anchor in (fact.subject, fact.object) if anchor)
    return next((start for start in starts if start is not None), None)


def _fact_parts(fact: Fact) -> list[Part]:
    value = value_text(fact.value) if fact.value else ""
    object_ = flat(fact.object.text) if fact.object else ""
    said = [
        Part(flat(fact.subject.text) if fact.subject else "", "strong"),
        Part(flat(fact.predicate)),
        Part(object_ or value),
    ]
    parts: list[Part] = []
    for part in said:
        if part.text:
            parts += [Part(" · ", "dim"), part] if parts else [part]
    if value and object_ and value != object_:
        parts.append(Part(f" ({value})", "dim"))
    if fact.date:
        parts.append(Part(f" {fact.date}", "dim"))
    if fact.attribution:
        parts.append(Part(messages.PANE_SAID_BY.format(who=flat(fact.attribution)), "dim"))
    return parts


def _sign(fact: Fact) -> str:
    """The kind of a fact, as wide for each."""
    signs = messages.FACT_KIND_SIGNS
    return f"{signs[fact.kind]:<{max(map(len, signs.values()))}} "


def _fact_row(fact: Fact, article: str | None = None) -> PaneRow:
    return PaneRow(
        "fact",
        (Part(mark_of(fact) + " ", "mark"), Part(_sign(fact), "label"), *_fact_parts(fact)),
        ids=(fact.id,),
        offset=_fact_offset(fact),
        article=article,
        most_lines=2,
    )


def _tag_rows(
    mentions: Iterable[Mention], facts: Iterable[Fact], tags: Sequence[str]
) -> list[PaneRow]:
    """The article's tags, then those of its mentions and facts with how many carry each."""
    rows = [PaneRow("tag", (Part(flat(tag)),)) for tag in tags]
    carried: Counter[str] = Counter()
    carriers: dict[str, tuple[list[str], int]] = {}
    tagged = [(one.tags, one.id, one.start) for one in mentions]
    tagged += [(one.tags, one.id, _fact_offset(one) or 0) for one in facts]
    for on_one, id_, offset in tagged:
        for tag in on_one:
            carried[tag] += 1
            carriers.setdefault(tag, ([], offset))[0].append(id_)
    for tag, count in sorted(carried.items(), key=lambda item: folded(item[0])):
        ids, offset = carriers[tag]
        parts = (Part(flat(tag)), Part(messages.PANE_ON_SPANS, "dim"))
        rows.append(PaneRow("tag", parts, right=f"×{count}", ids=tuple(ids), offset=offset))
    return rows


def _note_line(note: str) -> str:
    """A note in one line: its own are told apart, since each may be another person's."""
    lines = (flat(line) for line in note[:_LONGEST_PART].split("\n"))
    return messages.TOLD_JOINT.join(line for line in lines if line)


def _note_rows(
    mentions: Iterable[Mention], facts: Iterable[Fact], note: str | None
) -> list[PaneRow]:
    """The article's note, then those on mentions and facts, each with what it is on."""
    rows = [PaneRow("note", (Part(_note_line(note)),), most_lines=2)] if note else []
    noted: list[tuple[str, str, str, int | None]] = [
        (one.note, one.text, one.id, one.start) for one in mentions if one.note
    ]
    noted += [(one.note, fact_line(one), one.id, _fact_offset(one)) for one in facts if one.note]
    for text, subject, id_, offset in noted:
        parts = (Part(flat(subject) + ": ", "dim"), Part(_note_line(text)))
        rows.append(PaneRow("note", parts, ids=(id_,), offset=offset, most_lines=2))
    return rows
