"""What a parser is worth, over a treebank's own tokens: the words of a token count as one.

POS, and UAS and LAS without punctuation, are shares of tokens; a relation's figure is F over its
arcs, head and label right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from it_newsview.parser import Parsed, Parser
from training.parsing.alignment import Sentence
from training.parsing.reading import States

RELATIONS: Final = tuple("root nsubj nsubj:pass obj obl nmod cop appos obl:agent".split())
_TOLD_APART: Final = frozenset({"nsubj:pass", "aux:pass", "obl:agent"})

Figures = dict[str, float]


def figures(parser: Parser, sentences: Sequence[Sentence], states: Iterable[States]) -> Figures:
    """The figures of a parser on some sentences with their states, in per cent, by name."""
    count: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for sentence, of_words in zip(sentences, states, strict=True):
        parsed = parser.parse(parser.project(of_words.astype("f4")))
        for gold, guess in _tokens(sentence, parsed):
            same_head, same_label = gold.head == guess.head, gold.label == guess.label
            count["POS"] += 1
            right["POS"] += gold.pos == guess.pos
            if gold.label != "punct":
                count["LAS"] += 1
                right["UAS"] += same_head
                right["LAS"] += same_head and same_label
            wanted[gold.label] += 1
            found[guess.label] += 1
            right[gold.label] += same_head and same_label
    made = {"POS": _percent(right["POS"], count["POS"])}
    made |= {name: _percent(right[name], count["LAS"]) for name in ("UAS", "LAS")}
    return made | {
        name: _percent(2 * right[name], wanted[name] + found[name]) for name in RELATIONS
    }


def table(rows: dict[str, Figures]) -> str:
    """The figures of several sets in Markdown, one row a set."""
    columns = list(next(iter(rows.values())))
    lines = [f"| | {' | '.join(columns)} |", f"|---{'|---' * len(columns)}|"]
    for name, of_set in rows.items():
        lines.append(f"| {name} | {' | '.join(f'{of_set[one]:.1f}' for one in columns)} |")
    return "\n".join(lines)


def _tokens(sentence: Sentence, parsed: Sequence[Parsed]) -> Iterable[tuple[Parsed, Parsed]]:
    """Of each token its first word, in gold and as found, with tokens' numbers as heads."""
    seen = set()
    for number, token in enumerate(sentence.token_of):
        if token not in seen:
            seen.add(token)
            yield tuple(  # type: ignore[misc]
                word._replace(
                    head=sentence.token_of[word.head] if word.head >= 0 else -1,
                    label=_relation(word.label),
                )
                for word in (sentence.words[number], parsed[number])
            )


def _relation(label: str) -> str:
    return label if label in _TOLD_APART else label.partition(":")[0]


def _percent(part: int, whole: int) -> float:
    return 100 * part / max(whole, 1)
