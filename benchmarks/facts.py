"""Scores suggested facts against annotated ones: which figures, with whose subject, what else.

    python -m benchmarks.facts SENTENCES.jsonl FACTS.jsonl [--part test|rest] [--pipeline P]
                               [--readings READINGS.jsonl] [--misses N] [--sample N]

``SENTENCES.jsonl`` holds one ``{"id": "ARTICLE-ROW", "text"}`` a line, the first of an article
its title; ``FACTS.jsonl`` one ``{"article", "row", "kind", "subject", "predicate", "object",
"value", ...}`` a line. An article is held back (``test``) when the SHA-256 of its first row's id,
its first four bytes taken as a number, is a multiple of five: those were not looked at.

*Value right*: a suggested fact in the row's sentence has the number and, where the gold unit is a
currency or a percentage, the unit. *Subject right*: leaving out case, articles, prepositions and
endings, all words of one of both subjects are among the other's, or half of all their words are
in both, or all words of the suggested one are in the gold fact: where a subject ends and its
predicate begins is a matter of taste ("export | of wine", "export of wine"). *Same*: all words are
in both.
A fact of another kind is found when one suggested in its sentence has the right subject, and the
object or the predicate shares a word with the gold object or predicate; or, told in the passive,
the gold subject as its object, and a word of the gold object or predicate in the rest.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from newsview.nlp.pipeline import Pipeline, load_pipeline
from newsview.nlp.threads import use_one_core
from newsview.store.model import Article, Block, Fact, sha256_of

_SMALL = frozenset(
    "il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle "
    "dell al allo alla ai agli alle all dal dallo dalla dai dagli dalle dall nel nello nella nei "
    "negli nelle nell sul sullo sulla sui sugli sulle sull e ed o d s è spa srl".split()
)
_STEM = 5
"""Code points of a word that count: Italian endings come after them, more often than not."""

_MORE = 3
"""Words that a subject may have besides those of one that a reading took for right."""


@dataclass
class Gold:
    """One article with its facts."""

    article: Article
    rows: dict[str, tuple[int, int]]
    facts: list[dict[str, Any]] = field(default_factory=list)


def read(sentences: Path, facts: Path, part: str) -> list[Gold]:
    """The articles of a part, ``test``, ``rest`` or ``all``, each put together from its rows."""
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in sentences.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["id"].rpartition("-")[0]].append((row["id"], row["text"]))
    by_name = {name: _put_together(name, texts) for name, texts in rows.items()}
    for line in facts.read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        by_name[fact["article"]].facts.append(fact)
    wanted = {"test": (True,), "rest": (False,), "all": (True, False)}[part]
    return [gold for name, gold in by_name.items() if _held_back(rows[name][0][0]) in wanted]


def _held_back(first: str) -> bool:
    return int.from_bytes(hashlib.sha256(first.encode()).digest()[:4], "big") % 5 == 0


def _put_together(name: str, rows: Sequence[tuple[str, str]]) -> Gold:
    text = ""
    places: dict[str, tuple[int, int]] = {}
    for number, (row, sentence) in enumerate(rows):
        text += "" if not number else "\n\n" if number == 1 else " "
        places[row] = (len(text), len(text) + len(sentence))
        text += sentence
    title = places[rows[0][0]][1]
    blocks = (Block(0, title, "title"), Block(min(title + 2, len(text)), len(text), "body"))
    article = Article(
        source=name, text=text, sha256=sha256_of(text), title=text[:title], language="it",
        published="2025-11-30", blocks=blocks if len(rows) > 1 else blocks[:1],
    )  # fmt: skip
    return Gold(article, places)


def words_of(text: str) -> frozenset[str]:
    """The words that count, without their endings."""
    found = (word for word in re.findall(r"\w+", text.lower()) if word not in _SMALL)
    return frozenset(word[:_STEM] for word in found)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two subjects are taken for the same."""
    if not one or not other:
        return False
    return one <= other or other <= one or 2 * len(one & other) >= len(one | other)


def take_readings(golds: Iterable[Gold], readings: Path) -> None:
    """Add to figure facts which other subjects are as right, or only look so, by a reading.

    One ``{"row", "number", "unit", "right": [...], "wrong": [...]}`` a line: an annotator names
    one subject, but a sentence may say its figure of several.
    """
    read_ = [json.loads(line) for line in readings.read_text(encoding="utf-8").splitlines()]
    by_figure = {(one["row"], one["number"], one["unit"]): one for one in read_}
    for gold in golds:
        for fact in gold.facts:
            if fact["kind"] == "figure":
                key = (fact["row"], fact["value"]["number"], fact["value"]["unit"])
                one = by_figure.get(key, {})
                fact["right"], fact["wrong"] = one.get("right", []), one.get("wrong", [])


def right_subject(wanted: Mapping[str, Any], subject: str) -> bool:
    """Whether a suggested subject counts as that of a gold figure fact."""
    right, given = words_of(wanted["subject"]), words_of(subject)
    if given in (words_of(other) for other in wanted.get("wrong", ())):
        return False
    for other in wanted.get("right", ()):
        if words_of(other) <= given and len(given) <= len(words_of(other)) + _MORE:
            return True
    whole = right | words_of(f"{wanted['predicate']} {wanted['object'] or ''}")
    return alike(right, given) or (bool(given) and given <= whole)


def same_number(value: Mapping[str, Any] | None, fact: Fact) -> bool:
    """Whether a suggested value is the gold one; its sign is often in the predicate."""
    if value is None or fact.value is None:
        return False
    if abs(abs(value["number"]) - abs(fact.value.number)) > 1e-6 * max(1, abs(value["number"])):
        return False
    unit = value["unit"] or ""
    plain = unit == "%" or (unit[:3].isupper() and len(unit) >= 3 and unit[:3].isalpha())
    if not plain:
        return fact.value.unit != "%"
    return (fact.value.unit or unit)[:3] == unit[:3]


def within(fact: Fact, place: tuple[int, int]) -> bool:
    """Whether a suggested fact has evidence in a sentence."""
    return any(one.start < place[1] and place[0] < one.end for one in fact.evidence)


def subject_of(fact: Fact) -> str:
    """A suggested fact's subject."""
    return fact.subject.text if fact.subject else ""


def score(golds: Iterable[Gold], pipeline: Pipeline) -> tuple[Counter[str], list[str], list[str]]:
    """The counts, a line for each fact that is missed, and one for each that is suggested."""
    counts: Counter[str] = Counter()
    missed: list[str] = []
    given: list[str] = []
    for gold in golds:
        facts = pipeline.suggest(gold.article).facts
        given += [told(fact) for fact in facts]
        counts["suggested"] += len(facts)
        counts.update(f"suggested {fact.kind}" for fact in facts)
        for wanted in gold.facts:
            kind = wanted["kind"]
            counts[kind] += 1
            here = [fact for fact in facts if within(fact, gold.rows[wanted["row"]])]
            verdict = _figure(wanted, here) if kind == "figure" else _other(wanted, here)
            counts.update(f"{kind} {one}" for one in verdict)
            if "found" not in verdict:
                sentence = gold.article.text[slice(*gold.rows[wanted["row"]])]
                missed.append(_missed(wanted, here, sentence))
    return counts, missed, given


def _figure(wanted: Mapping[str, Any], here: Sequence[Fact]) -> set[str]:
    valued = [fact for fact in here if same_number(wanted["value"], fact)]
    right = words_of(wanted["subject"])
    verdict = {"value"} if valued else set()
    if any(right_subject(wanted, subject_of(fact)) for fact in valued):
        verdict |= {"found"}
    if any(right == words_of(subject_of(fact)) for fact in valued):
        verdict |= {"same"}
    return verdict


def _other(wanted: Mapping[str, Any], here: Sequence[Fact]) -> set[str]:
    right = words_of(wanted["subject"])
    said = words_of(wanted["predicate"] + " " + (wanted["object"] or ""))
    verdict = set()
    for fact in here:
        told = words_of(fact.predicate + " " + (fact.object.text if fact.object else ""))
        active = alike(right, words_of(subject_of(fact))) and told & said
        rest = words_of(f"{subject_of(fact)} {fact.predicate}")
        passive = (
            fact.object is not None and alike(right, words_of(fact.object.text)) and rest & said
        )
        if active or passive:
            verdict.add("found")
            if fact.kind == wanted["kind"]:
                verdict.add("kind")
    return verdict


def told(fact: Fact) -> str:
    """A suggested fact in one line."""
    parts = [subject_of(fact), fact.predicate, fact.object.text if fact.object else ""]
    value = f"{fact.value.comparator}{fact.value.number} {fact.value.unit}" if fact.value else ""
    extra = [value, fact.date or "", f"({fact.attribution})" if fact.attribution else ""]
    head = f"{fact.score:.2f} {fact.kind:8}"
    return f"{head} {' | '.join(parts)}  {' '.join(filter(None, extra))}"


def _missed(wanted: Mapping[str, Any], here: Sequence[Fact], sentence: str) -> str:
    value = wanted["value"] and f"{wanted['value']['number']} {wanted['value']['unit']}"
    head = f"{wanted['kind']}: {wanted['subject']} | {wanted['predicate']} | {wanted['object']}"
    lines = [f"{head}  {value or ''}", f"    {sentence}"]
    return "\n".join(lines + [f"      {told(fact)}" for fact in here])


@click.command()
@click.argument("sentences", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("facts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--part", type=click.Choice(["test", "rest", "all"]), default="rest")
@click.option("--readings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pipeline", "spec", help="Suggest by this pipeline.")
@click.option("--misses", type=int, default=0, help="Print so many that were not found.")
@click.option("--sample", type=int, default=0, help="Print so many suggestions, to be read.")
@click.option("--kind", help="Print misses of this kind alone.")
@click.option("--seed", type=int, default=1)
def main(
    sentences: Path,
    facts: Path,
    part: str,
    readings: Path | None,
    spec: str | None,
    misses: int,
    sample: int,
    kind: str | None,
    seed: int,
) -> None:
    """Print how many of the annotated facts are suggested."""
    use_one_core()
    golds = read(sentences, facts, part)
    if readings is not None:
        take_readings(golds, readings)
    counts, missed, given = score(golds, load_pipeline(spec))
    draw = random.Random(seed)
    missed = [line for line in missed if kind is None or line.startswith(kind)]
    for line in draw.sample(missed, min(misses, len(missed))):
        print(line)
    for line in draw.sample(given, min(sample, len(given))):
        print(line)
    every = counts["figure"]
    print(f"{len(golds)} articles, {counts['suggested']} suggestions")
    for what in ("value", "found", "same"):
        print(f"figures, {what:6} {counts[f'figure {what}'] / every:6.1%} of {every}")
    for kind in ("role", "relation", "event", "plan"):
        found, right = counts[f"{kind} found"], counts[f"{kind} kind"]
        print(
            f"{kind:9} found {found / counts[kind]:6.1%} of {counts[kind]}, of that kind "
            f"{right / counts[kind]:6.1%}; {counts[f'suggested {kind}']} suggested"
        )


if __name__ == "__main__":
    main()
