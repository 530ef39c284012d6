"""Who says what a sentence tells: "secondo X", a verb of saying, a quotation of X."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsview.nlp.data import table, word_set
from newsview.nlp.facts.phrases import phrase
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.topics import stands_for
from newsview.nlp.syntax import Span
from newsview.store.model import Mention

_QUOTED = re.compile(r"«[^«»]{2,1500}»|“[^“”]{2,1500}”|\"[^\"\n]{2,1500}\"")
_STEP = (
    r"(?:\s+(?:quanto\s+\w+|(?:il|lo|la|i|gli|le|un|una|al|allo|alla|ai|agli|alle|"
    r"del|dello|della|dei|degli|delle|dal|dallo|dalla|dai|dagli|dalle)(?:\s+\w+)?|"
    r"dati|stime|calcoli|previsioni|fonti|di|da|a)|(?:\s+|(?<=['’]))(?:l|un|d|dell|dall|all)['’]\w*)"
)
_ACCORDING = re.compile(
    r"(?<!\b(?:il|al) )(?<!\b(?:nel|del) )\b(?:secondo|a (?:detta|dire|parere|giudizio)|stando|"
    rf"come (?:riporta|riportato|riferisce|riferito)){_STEP}{{0,6}}\s*\Z",
    re.IGNORECASE,
)
"""What leads to a name: "secondo i dati della", "stando a quanto riferito dall'"."""

_LEADING = frozenset(
    ("secondo detta dire parere giudizio stando riporta riportato riferisce riferito dati stime "
     "calcoli previsioni fonti di da a d il lo la i gli le l un una al allo alla ai agli alle all "
     "del dello della dei degli delle dell dal dallo dalla dai dagli dalle dall").split()
)  # fmt: skip
"""Words behind which a name may stand there; others must say what it is: "la presidente"."""

_QUOTES = re.compile(r"\s?:\s?[«“\"]")
_WORD = re.compile(r"[^\W\d_]+")
_AUXILIARIES = frozenset({"ha", "hanno", "aveva", "avevano", "avrebbe", "avrebbero", "abbia"})
_ARTICLES = frozenset(
    {"la", "una", "della", "alla", "dalla", "nella", "sulla", "questa", "quella", "sua", "di", "in"}
)
_CLOSES = re.compile(r"[.;:«»“”\"]|\b(?:che|se)\b", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:(?:a|in|con|per|contro|durante|tra|fra)\s+(?:il |lo |la |i |gli |le )?|"
    r"(?:al|allo|alla|ai|agli|alle|nel|nello|nella|nei|negli|nelle|sul|sulla|col)\s+|"
    r"(?:all|nell|sull)['’]\s*)\Z",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:di|del|dello|della|dei|degli|delle|e)\s+\Z|\bdell['’]\s*\Z", re.IGNORECASE)

_BEFORE, _BEHIND = 3, 60
"""Code points between a name and the verb of saying that goes with it."""

_LEAD = 60
"""Code points before a name in which "secondo" and its like are looked for."""


def quotations(text: str, start: int, end: int) -> list[Span]:
    """The quotations within a block, their marks included: offsets, in order."""
    return [match.span() for match in _QUOTED.finditer(text, start, end)]


def attribution(sentence: Sentence) -> str | None:
    """Who says it, as written; None where nobody is named."""
    text = sentence.text
    for name in sentence.names:
        led = _ACCORDING.search(text, max(sentence.start, name.start - _LEAD), name.start)
        if (led is not None and _leads_on(led.group())) or _QUOTES.match(text, name.end):
            return name.text
    for start, end in _sayings(sentence):
        name_beside = _before(sentence, start) or _behind(sentence, end)
        if name_beside is not None:
            return name_beside.text
    return _by_phrase(sentence)


def _leads_on(said: str) -> bool:
    """Whether "secondo la presidente", but not "secondo gli analisti", goes on with a name."""
    last = _WORD.findall(said)[-1].lower()
    return last in _LEADING or last in table("role_nouns") or stands_for(last) is not None


def _sayings(sentence: Sentence) -> Iterator[Span]:
    """The verbs of saying of a sentence: offsets."""
    verbs = table("verbs_of_saying")
    before = earlier = ""
    begin = early = sentence.start
    for match in _WORD.finditer(sentence.text, sentence.start, sentence.end):
        word = match.group().lower()
        kind = verbs.get(word)
        if kind == "participle":
            if before in _AUXILIARIES:
                yield begin, match.end()
            elif earlier in _AUXILIARIES:  # "ha poi detto"
                yield early, match.end()
        elif kind == "" or (kind == "noun" and before not in _ARTICLES):
            yield match.span()
        before, earlier = word, before
        begin, early = match.start(), begin


def _before(sentence: Sentence, verb: int) -> Mention | None:
    """ "Anna Neri ha detto", "Anna Neri, presidente di Boreale, ha detto"."""
    text = sentence.text
    names, _ = sentence.names_around(verb)
    if not names or verb - names[-1].end >= _BEFORE:
        return None
    nearest = names[-1]
    if "," in text[nearest.end : verb] and nearest.label != "PER" and len(names) > 1:
        person = names[-2]
        if person.label == "PER" and text.startswith(",", person.end):
            return person
    if nearest.label == "LOC" or not _may_speak(text, sentence.start, nearest):
        return None
    return nearest


def _may_speak(text: str, start: int, name: Mention) -> bool:
    """Whether a name before a verb is its subject: "la nota di X spiega", not "il bando di X"."""
    lead = text[max(start, name.start - _LEAD) : name.start]
    if _TO.search(lead):
        return False
    if not _OF.search(lead):
        return True
    words = [word.lower() for word in _WORD.findall(lead)]
    return any(word in word_set("speaking_nouns") or word in table("role_nouns") for word in words)


def _behind(sentence: Sentence, verb: int) -> Mention | None:
    """ "dice Anna Neri", "ha detto ieri a Torino la presidente di Boreale, Anna Neri".

    An organisation speaks where its people are not named: "spiega una nota di Boreale".
    """
    text = sentence.text
    _, names = sentence.names_around(verb)
    speaking = None
    for name in names:
        between = text[verb : name.start]
        if len(between) >= _BEHIND or _CLOSES.search(between):
            break
        if _TO.search(between):
            continue
        if not _OF.search(between):
            return name
        speaking = speaking or name
    return speaking


def _by_phrase(sentence: Sentence) -> str | None:
    """ "secondo gli analisti": whatever noun phrase the sentence's tree hangs on "secondo"."""
    tree = sentence.tree
    if tree is None:
        return None
    for place in range(len(tree)):
        if tree.lower[place] == "secondo" and tree.dep(place) == "case":
            head = tree.head(place)
            span = phrase(tree, head) if head is not None and head > place else None
            if span is not None:
                return tree.text[slice(*span)]
    return None


def speakers(sentences: Sequence[Sentence]) -> list[str | None]:
    """Who says each of some sentences in a row; a quotation over several has one speaker."""
    found = [attribution(sentence) for sentence in sentences]
    told: dict[Span, list[int]] = {}
    for number, sentence in enumerate(sentences):
        for quote in sentence.quotes:
            told.setdefault(quote, []).append(number)
    for number, sentence in enumerate(sentences):
        for quote in sentence.quotes:
            if found[number] is None:
                known = [found[other] for other in told[quote] if found[other] is not None]
                found[number] = known[-1] if known else None
    return found
