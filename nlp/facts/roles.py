"""What people are: "Anna Neri, presidente di X", "il presidente Anna Neri", "Anna Neri (X)"."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsview.nlp.data import table, word_set
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.subjects import anchor_of
from newsview.nlp.facts.topics import Topics, stands_for
from newsview.store.model import Anchor, Mention

MEMBER = "esponente"
"""The predicate where only the organisation is told: "Anna Neri, della Fiom"."""

_WORD = re.compile(r"[\w.&]+['’]?|-(?=\w)")
_BREAK = re.compile(r"[,;:()«»“”\"–—\n]|\s-\s|\.(?=\s|$)|\bche\b|\be\s+(?:ha|è|lo|la|il)\b")
_OF = re.compile(
    r"(?:\b(?:di|del|dello|della|dei|degli|delle|in|per|alla|al|presso)\s+|\b(?:dell|all|d|nell)['’]\s*)\Z",
    re.I,
)
_OF_START = re.compile(r"\s*(?:(?:di|del|dello|della|dei|degli|delle)\s+|(?:dell|d)['’])", re.I)
_LEADS = re.compile(
    r"\s*,?\s*(?:che\s+(?:[\w’']+\s+){0,3}?(?P<verb>guida|guiderà|dirige|dirigerà|presiede|coordina|amministra)|"
    r"(?:,\s*)?(?:alla|a)\s+(?P<noun>guida|capo|vertice)\s+d)",
    re.I,
)
_LED_BY = re.compile(r"\b(?P<verb>\w+)\s+(?:da|dal|dalla|dall['’])\s*(?:\w+\s+)?\Z")
_AGED = re.compile(r"(?:\s*,\s*(?:di\s+)?\d{1,3}\s+anni|\s*\(\d{1,3}(?:\s+anni)?\))(?=\s*,)")
_KEPT_BEFORE = frozenset({"ex", "già", "neo", "vice", "nuovo", "nuova", "futuro", "futura"})
_BEFORE_KIN = frozenset({"ex", "il", "lo", "la", "l", "i", "gli", "le", "sua", "suo"})
_AUTHORITIES = frozenset({"comune", "regione", "provincia", "città", "municipio"})
_FEW = 3
"""Words that may stand between a comma and a role: "il nuovo"."""

_EMPLOYERS = 4
"""Organisations among which that of an unsaid employer is looked for."""

_FURTHEST = 90
"""Code points between a role's first word and the name."""


class Role(NamedTuple):
    """Somebody, what they are, of what; and how sure that is, 0 to 1."""

    person: Mention
    predicate: str
    object: Anchor | None
    score: float


def roles(sentence: Sentence, topics: Topics) -> list[Role]:
    """The roles that one sentence tells, at most one for each mention of a person."""
    found = []
    for person in sentence.names:
        if person.label != "PER":
            continue
        role = _behind(sentence, person, topics) or _before(sentence, person, topics)
        led = _led_by(sentence, person, topics)
        if role is None:
            role = led or _of_an_organisation(sentence, person)
        elif led is not None and role.score < led.score:
            role = role._replace(object=led.object, score=led.score)
        if role is not None:
            found.append(role)
    return found


def _of_an_organisation(sentence: Sentence, person: Mention) -> Role | None:
    """ "la Boreale di Anna Neri"."""
    for name in sentence.names:
        if name.label == "ORG" and sentence.text[name.end : person.start] == " di ":
            return Role(person, MEMBER, anchor_of(name), 0.45)
    return None


def _led_by(sentence: Sentence, person: Mention, topics: Topics) -> Role | None:
    """ "X, guidata da Anna Neri", "il gruppo fondato da Anna Neri"."""
    text = sentence.text
    before = _LED_BY.search(text, max(sentence.start, person.start - _FURTHEST), person.start)
    if before is None or before["verb"].lower() not in table("led_by"):
        return None
    verb = table("led_by")[before["verb"].lower()]
    end = before.start()
    while end > sentence.start and text[end - 1] in " ,":
        end -= 1
    led = next((n for n in sentence.names if n.end == end), None)
    if led is not None:
        return Role(person, verb, anchor_of(led), 0.8)
    noun = text[sentence.start : end].rpartition(" ")[2].lower()
    label = stands_for(noun.rpartition("'")[2].rpartition("’")[2])
    meant = topics.antecedent((label,), end) if label is not None else None
    return Role(person, verb, anchor_of(meant), 0.65) if meant is not None else None


def _behind(sentence: Sentence, person: Mention, topics: Topics) -> Role | None:
    """ "Anna Neri, presidente di X", "Anna Neri (X)", "Anna Neri, che guida X"."""
    text = sentence.text
    aged = _AGED.match(text, person.end, sentence.end)
    if aged is not None:
        person_end = aged.end()
    else:
        person_end = person.end
    leads = _LEADS.match(text, person_end, sentence.end)
    if leads is not None:
        return _led(sentence, person, leads, topics)
    opened = re.compile(r"\s*([,(–—])\s*|\s+(?=d)").match(text, person_end, sentence.end)
    if opened is None:
        return None
    start = opened.end()
    stop = _BREAK.search(text, start, min(sentence.end, start + _FURTHEST))
    end = min(stop.start() if stop is not None else sentence.end, start + _FURTHEST)
    direct = opened.group(1) is None
    if not direct:
        told = _kin(sentence, person, start, end)
        if told is None and not _is_of_another(sentence, person, start, end):
            told = _set_beside(sentence, person, start, end, topics)
        if told is not None:
            return told
    return _member(sentence, person, start, end, bracket=opened.group(1), direct=direct)


def _set_beside(
    sentence: Sentence, person: Mention, start: int, end: int, topics: Topics
) -> Role | None:
    """ "…, presidente di X", "…, il nuovo presidente di X", "…, Technical Project Manager di X"."""
    first = _first_role(sentence.text, start, end)
    if first is None:
        return None
    before = _WORD.findall(sentence.text[start:first])
    if len(before) > _FEW:
        return None
    if before and all(word[0].isupper() for word in before):
        first = start
    return _told(sentence, person, first, end, topics, 0.85)


def _kin(sentence: Sentence, person: Mention, start: int, end: int) -> Role | None:
    """ "…, figlia di Gino Bo"."""
    words = (
        word.group().lower().rstrip("'’") for word in _WORD.finditer(sentence.text, start, end)
    )
    kin = next((word for word in words if word not in _BEFORE_KIN), None)
    if kin not in word_set("family_roles"):
        return None
    of = next((n for n in sentence.names if start <= n.start < end and n.label == "PER"), None)
    said = sentence.text[start : of.start if of is not None else end]
    return Role(person, _clean(said), anchor_of(of) if of is not None else None, 0.5)


def _member(
    sentence: Sentence, person: Mention, start: int, end: int, *, bracket: str | None, direct: bool
) -> Role | None:
    """ "Anna Neri (X)", "Anna Neri di X", "Anna Neri, della X"."""
    member = next((n for n in sentence.names if start <= n.start < end and n.label == "ORG"), None)
    if member is None:
        return None
    between = sentence.text[start : member.start]
    in_brackets = bracket == "(" and not between.strip()
    if in_brackets or (_OF_START.fullmatch(between) and (direct or member.end + 2 >= end)):
        return Role(person, MEMBER, anchor_of(member), 0.6 if direct else 0.7)
    return None


def _is_of_another(sentence: Sentence, person: Mention, start: int, end: int) -> bool:
    """Whether what follows a name leads to the next one: "Anna Neri, il presidente Gino Bo"."""
    following = [n for n in sentence.names if start <= n.start < end and n.label == "PER"]
    return any(not _OF.search(sentence.text, start, n.start) for n in following)


def _led(sentence: Sentence, person: Mention, leads: re.Match[str], topics: Topics) -> Role | None:
    end = min(sentence.end, leads.end() + _FURTHEST)
    named = [n for n in sentence.names if leads.end() <= n.start < end and n.label != "PER"]
    verb = (leads["verb"] or "guida").lower()
    if named:
        return Role(person, verb, anchor_of(named[0]), 0.75)
    before = topics.antecedent(("ORG",), person.start)
    return Role(person, verb, anchor_of(before) if before else None, 0.5)


def _before(sentence: Sentence, person: Mention, topics: Topics) -> Role | None:
    """ "il presidente di X Anna Neri", "il fondatore, Anna Neri"."""
    text = sentence.text
    end = person.start
    while end > sentence.start and text[end - 1] in " ,":
        end -= 1
    if "," in text[end : person.start] and text[person.end : person.end + 1] not in ",.":
        return None
    start = max(sentence.start, end - _FURTHEST)
    for match in _BREAK.finditer(text, start, end):
        start = match.end()
    first = _first_role(text, start, end)
    if first is None or _has_verb(sentence, first, end):
        return None
    if any(n.label == "PER" and first <= n.start < end for n in sentence.names):
        return None
    return _told(sentence, person, first, end, topics, 0.8)


def _first_role(text: str, start: int, end: int) -> int | None:
    """Where the first word that is a role begins, with "ex" and its like before it."""
    words = list(_WORD.finditer(text, start, end))
    for number, word in enumerate(words):
        lower = word.group().lower()
        leads = (
            lower == "numero"
            and number + 1 < len(words)
            and words[number + 1].group() in ("uno", "due")
        )
        if leads or lower in table("role_nouns"):
            if number >= 2 and words[number - 1].group() == "-":
                return words[number - 2].start()
            if number and words[number - 1].group().lower() in _KEPT_BEFORE:
                return words[number - 1].start()
            return word.start()
    return None


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    tree = sentence.tree
    if tree is None:
        return bool(re.search(r"\b(?:ha|hanno|è|sono|e)\b", sentence.text[start:end]))
    return any(
        tree.pos(p) in ("VERB", "AUX")
        and tree.words[p].dep not in ("amod", "acl")
        and tree.lower[p] not in table("role_nouns")
        for p in tree.inside(start, end)
    )


def _told(
    sentence: Sentence, person: Mention, start: int, end: int, topics: Topics, score: float
) -> Role:
    """The role in a stretch of text, and what it is in: named, meant, or left unsaid."""
    text = sentence.text
    inside = [n for n in sentence.names if start <= n.start and n.end <= end and n.label != "PER"]
    if inside:
        name = next((n for n in inside if n.label == "ORG"), inside[0])
        said = text[start : name.start]
        cut = _OF.search(said)
        return Role(person, _clean(said[: cut.start()] if cut else said), anchor_of(name), score)
    said = text[start:end]
    words = list(_WORD.finditer(said))
    for number in range(1, len(words)):
        label = stands_for(words[number].group().lower())
        of = _OF.search(said, 0, words[number].start())
        if label is not None and label != "PER" and of is not None:
            before = topics.antecedent((label,), start)
            if before is not None:
                return Role(person, _clean(said[: of.start()]), anchor_of(before), score - 0.15)
    kinds = {table("role_nouns").get(word.group().lower()) for word in words}
    before = _employer(topics, start) if "apart" not in kinds else None
    if "local" in kinds and before is not None:
        before = before if before.text.split()[0].lower() in _AUTHORITIES else None
    return Role(person, _clean(said), anchor_of(before) if before else None, score - 0.3)


def _employer(topics: Topics, before: int) -> Mention | None:
    """The organisation that the article is most about, leaving out bodies of the state."""
    for name in topics.foremost(before, _EMPLOYERS, ("ORG",)):
        if name.text.split()[0].lower() not in word_set("state_bodies"):
            return name
    return None


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:'’")
