"""From what the rules find in a sentence to the records of suggested facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsview.nlp.facts.candidates import Context, candidates
from newsview.nlp.facts.choosing import Choose
from newsview.nlp.facts.clauses import clauses, is_plan
from newsview.nlp.facts.measures import date_of, place_of, predicate_of
from newsview.nlp.facts.plain import plain_measure
from newsview.nlp.facts.roles import roles
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.subjects import Resolver, Subject, anchor_of
from newsview.nlp.facts.topics import Topics
from newsview.nlp.figures import Figure
from newsview.nlp.syntax import Tree
from newsview.store.model import Anchor, Evidence, Fact, FactKind, Mention, Value, stable_id

LONGEST_EVIDENCE = 2_000
"""Code points of evidence kept around a fact in a sentence without end."""

LONGEST_PREDICATE = 200
"""Code points of a predicate; nobody writes longer ones, but what is no Italian may give them."""

_OF_CLAUSE = {"name": 0.6, "antecedent": 0.5, "phrase": 0.35, "topic": 0.3}
"""How good a clause's fact is by how its subject was found; a name as its object adds a little."""

_OF_ADJECTIVE = 0.8
"""How good "lungo 115 metri" is: what is so long stands right before."""

_LENGTH_OF_TIME = 0.6
"""By how much a length of time counts less than another figure: most only say when."""

_AND = re.compile(r"\s*[,;]?\s*(?:e|mentre)?\s*(?:il|lo|la|i|gli|le|l['’])?\s*", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\s*(?:(?:il|lo|la|i|gli|le|del|dello|della|dei|al|allo|alla|a|di)\s+"
    r"|(?:l|dell|all)['’]\s*)?",
    re.IGNORECASE,
)
"""What stands before a name and between it and its figure where the verb is not said again."""

_PARALLEL = re.compile(
    r"\s*,?\s*(?:e|mentre)?\s*(?:(?:il|lo|la|i|gli|le)\s+|l['’])"
    r"\w+(?:\s(?!il|lo|la|i|gli|le|a|al|allo)\w+)?\s+"
    r"(?:(?:il|lo|la|i|gli|le|al|allo|a|del|dello)\s+|(?:l|all|dell)['’]\s*)?"
)
"""Between two figures with one verb: ", le navi il"."""

_Told = tuple[Anchor, str, float, FactKind, str | None]
"""Subject, predicate, score, kind and date of a figure's fact."""


@dataclass
class Maker:
    """Makes the facts of one article, sentence by sentence, in the order of the text."""

    article: str
    pipeline: str
    topics: Topics
    choose: Choose
    headline: list[Subject] = field(default_factory=list)
    employers: dict[str, Anchor] = field(default_factory=dict)
    previous: Subject | None = None
    before: Subject | None = None
    resolver: Resolver = field(init=False)
    _said: tuple[int, str, float, FactKind] = (-1, "", 0.0, "figure")

    def __post_init__(self) -> None:
        self.resolver = Resolver(self.topics)

    def begin(self, sentence: Sentence) -> None:
        """Take the article's headline, before its facts are made."""
        tree = sentence.tree
        if tree is None or self.headline:
            return
        for place in range(len(tree)):
            if tree.pos(place) in ("NOUN", "PROPN"):
                found = self.resolver.of_noun(sentence, tree, place)
                if found is not None and found.anchor not in (one.anchor for one in self.headline):
                    self.headline.append(found)

    def facts(self, sentence: Sentence, speaker: str | None, *, is_title: bool) -> Iterator[Fact]:
        """All facts of a sentence; ``speaker`` is who says what it tells."""
        told = list(self._roles(sentence))
        for figure, mention in sentence.figures:
            yield from self._of_figure(sentence, speaker, figure, mention)
        yield from told
        if sentence.tree is not None:
            yield from self._clauses(sentence, sentence.tree, speaker, is_title=is_title)
            self.before = self._told_of(sentence, sentence.tree)

    def _of_figure(
        self, sentence: Sentence, speaker: str | None, figure: Figure, mention: Mention
    ) -> Iterator[Fact]:
        """A fact for each value of a figure; a date alone tells nothing of anybody."""
        if figure.value is None or (figure.label == "DATE" and figure.date):
            return
        kind: FactKind = "figure"
        found = (
            _age(sentence, figure)
            or self._in_parallel(sentence, figure)
            or self._chosen(sentence, speaker, figure)
        )
        if found is None:
            subject, predicate, score = plain_measure(sentence, figure, speaker)
            date = sentence.date(sentence.start, sentence.end)
        else:
            subject, predicate, score, kind, date = found
        if subject is not None:
            self.previous = Subject(subject, "topic")
        self._said = (figure.end, predicate, score, kind)
        if figure.label == "DATE":
            score *= _LENGTH_OF_TIME
        for number, value in enumerate((figure.value, *figure.also)):
            yield self._fact(
                sentence, kind, subject, predicate, anchor_of(mention),
                score * figure.score - 0.1 * bool(number), value=value, date=date,
                speaker=speaker, key=f"{mention.id} {number}", around=figure.start,
            )  # fmt: skip

    def _in_parallel(self, sentence: Sentence, figure: Figure) -> _Told | None:
        """ "Boreale ha perso il 3%, Ghibli l'1%": the verb is said once, of the first."""
        end, predicate, score, kind = self._said
        if not sentence.start <= end <= figure.start or not predicate:
            return None
        names, _ = sentence.names_around(figure.start)
        if not names or names[-1].start < end:
            noun = _noun_between(sentence, end, figure.start)
            return (noun, predicate, score, kind, None) if noun is not None else None
        name, text = names[-1], sentence.text
        before, behind = text[end : name.start], text[name.end : figure.start]
        if not _AND.fullmatch(before) or not _ARTICLE.fullmatch(behind):
            return None
        return anchor_of(name), predicate, score, kind, None

    def _chosen(self, sentence: Sentence, speaker: str | None, figure: Figure) -> _Told | None:
        """Subject, predicate, score, kind and date by the tree; None where there is none."""
        tree = sentence.tree
        place = place_of(sentence, tree, figure, self.resolver) if tree is not None else None
        if tree is None or place is None:
            return None
        if place.relation == "adjective" and place.subject is not None:
            said = predicate_of(sentence, tree, figure, place, place.subject)
            return place.subject.anchor, said, _OF_ADJECTIVE, "figure", None
        context = Context(
            self.resolver, self.topics, self.headline, speaker, self._we(sentence, speaker),
            self.previous, self.before,
        )  # fmt: skip
        found = candidates(sentence, tree, figure, place, context)
        choice = self.choose(figure, found)
        if choice is None:
            return None
        subject = choice.candidate.subject
        predicate = predicate_of(sentence, tree, figure, place, subject)
        score = 0.35 + 0.6 * choice.probability - (0.2 if not predicate else 0)
        planned = place.governor is not None and is_plan(tree, place.governor)
        date = date_of(sentence, tree, place.governor) if place.governor is not None else None
        return subject.anchor, predicate, score, "plan" if planned else "figure", date

    def _told_of(self, sentence: Sentence, tree: Tree) -> Subject | None:
        """What a sentence speaks of: the subject of its first verb that hangs on no other."""
        roots = (place for place in range(len(tree)) if tree.head(place) is None)
        root = next(roots, None)
        return self.resolver.of_verb(sentence, tree, root) if root is not None else None

    def _we(self, sentence: Sentence, speaker: str | None) -> Subject | None:
        """Whom the speaker of a sentence means by "we": their organisation, else themselves."""
        if speaker is None:
            return None
        known = self.employers.get(speaker)
        if known is None and self.topics.label_of(speaker) == "PER":
            topic = self.topics.antecedent(("ORG",), sentence.end)
            known = anchor_of(topic) if topic is not None else None
        return Subject(known or Anchor(speaker), "antecedent")

    def _roles(self, sentence: Sentence) -> Iterator[Fact]:
        for role in roles(sentence, self.topics):
            if role.object is not None:
                self.employers[role.person.text] = role.object
            yield self._fact(
                sentence, "role", anchor_of(role.person), role.predicate, role.object, role.score,
                key=f"{role.person.id} role", around=role.person.start,
            )  # fmt: skip

    def _clauses(
        self, sentence: Sentence, tree: Tree, speaker: str | None, *, is_title: bool
    ) -> Iterator[Fact]:
        for clause in clauses(sentence, tree, self.resolver, title=is_title):
            yield self._fact(
                sentence, clause.kind, clause.subject.anchor, clause.predicate, clause.object,
                _OF_CLAUSE[clause.subject.how] + 0.1 * clause.named, speaker=speaker,
                date=clause.date, around=clause.place[0],
                key=f"{self.article} {clause.place} {clause.predicate} "
                f"{clause.subject.anchor.start} {clause.object.start}",
            )  # fmt: skip

    def _fact(
        self,
        sentence: Sentence,
        kind: FactKind,
        subject: Anchor | None,
        predicate: str,
        object_: Anchor | None,
        score: float,
        *,
        key: str,
        around: int,
        value: Value | None = None,
        date: str | None = None,
        speaker: str | None = None,
    ) -> Fact:
        if subject is not None and speaker == subject.text:
            speaker = None
        return Fact(
            id=stable_id(key, "fact"), article=self.article, kind=kind, subject=subject,
            predicate=_cut(predicate), object=object_, value=value, date=date, attribution=speaker,
            evidence=(_evidence(sentence, around),), status="suggested", origin="rule",
            score=round(max(0.05, min(score, 0.95)), 3), pipeline=self.pipeline,
        )  # fmt: skip


def _cut(predicate: str) -> str:
    """A predicate without what goes beyond its most, where a word ends."""
    if len(predicate) <= LONGEST_PREDICATE:
        return predicate
    kept = predicate[:LONGEST_PREDICATE]
    return kept.rpartition(" ")[0] or kept


def _noun_between(sentence: Sentence, start: int, end: int) -> Anchor | None:
    """The one noun between two figures: "i trattori pagano il 20%, le navi il 35%"."""
    tree, between = sentence.tree, sentence.text[start:end]
    if tree is None or not _PARALLEL.fullmatch(between):
        return None
    inside = tree.inside(start, end)
    nouns = [place for place in inside if tree.pos(place) == "NOUN"]
    if len(nouns) != 1 or any(tree.pos(place) in ("VERB", "AUX", "ADV") for place in inside):
        return None
    first, last = tree.words[nouns[0]][:2]
    return Anchor(sentence.text[first:last], first, last)


def _age(sentence: Sentence, figure: Figure) -> _Told | None:
    """ "Anna Neri, 45 anni,": how old somebody is, set beside the name."""
    if figure.label != "QUANTITY" or figure.value is None or figure.value.unit != "anni":
        return None
    names, _ = sentence.names_around(figure.start)
    if not names or names[-1].label != "PER":
        return None
    between = sentence.text[names[-1].end : figure.start]
    if between.strip() not in (",", "(", ", di", "di"):
        return None
    return anchor_of(names[-1]), "ha", 0.8, "figure", None


def _evidence(sentence: Sentence, around: int) -> Evidence:
    start, end = sentence.start, sentence.end
    if end - start > LONGEST_EVIDENCE:
        half = LONGEST_EVIDENCE // 2
        start, end = max(start, around - half), min(end, around + half)
    return Evidence(start, end, sentence.text[start:end])
