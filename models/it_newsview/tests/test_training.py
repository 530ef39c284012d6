"""What the model is made from: our own texts and annotations, the split, the variations."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from it_newsview import weights
from it_newsview.labels import LABELS, TAGS
from training import augment, holdout
from training.annotations import FILE, annotated, check_of
from training.average import average
from training.measure import strict, words
from training.sets import Sentence, Span, tag
from training.texts import FOLDER, read_marked

SENTENCE = Sentence(
    "a", "Marta Rossi apre l'Enea a Torino.",
    (Span(0, 11, "PER"), Span(19, 23, "ORG"), Span(26, 32, "LOC")),
)  # fmt: skip


def texts_of(sentence: Sentence) -> list[tuple[str, str]]:
    return [(sentence.text[s.start : s.end], s.label) for s in sentence.spans]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_our_own_texts_are_well_marked(path) -> None:  # type: ignore[no-untyped-def]
    """Every span has a label of ours, begins and ends with a word, and overlaps no other."""
    articles = read_marked(path)
    assert len(articles) > 10
    for sentence in (one for article in articles for one in article):
        reached = 0
        for span, (text, label) in zip(sentence.spans, texts_of(sentence), strict=True):
            assert span.start >= reached and label in LABELS
            assert text == text.strip() and text
            reached = span.end


def test_a_wrong_mark_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """By file and line."""
    path = tmp_path / "prova.txt"
    path.write_text("Titolo\n[Torino|LUOGO]\n", "utf-8")
    with pytest.raises(ValueError, match="prova-0002"):
        read_marked(path)
    path.write_text("[Torino apre\n", "utf-8")
    with pytest.raises(ValueError, match="prova-0001"):
        read_marked(path)


def test_our_annotations_are_well_formed() -> None:
    """In order and apart, one row a sentence; no text stands beside them."""
    seen = set()
    for line in FILE.read_text("utf-8").splitlines():
        row = json.loads(line)
        assert row.keys() == {"sentence", "check", "spans"}
        assert row["sentence"] not in seen
        seen.add(row["sentence"])
        reached = 0
        for start, end, label in row["spans"]:
            assert reached <= start < end and label in LABELS
            reached = end
    assert len(seen) > 5000


def test_annotations_are_put_on_the_text_they_were_made_for(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Another text under the same number is refused."""
    path = tmp_path / "a.jsonl"
    row = {"sentence": 3, "check": check_of("A Torino."), "spans": [[2, 8, "LOC"]]}
    path.write_text(json.dumps(row) + "\n")
    kind = [Sentence("wikinews_train-00003", "A Torino.", ()), Sentence("x-00004", "B", ())]
    (one,) = annotated(kind, path)
    assert texts_of(one) == [("Torino", "LOC")]
    with pytest.raises(ValueError, match="00003"):
        annotated([Sentence("x-00003", "A Milano.", ())], path)


@given(st.integers(0, 10_000))
def test_variations_keep_every_span_on_its_name(seed: int) -> None:
    """Whatever is replaced, cut, curled, shouted or whispered."""
    names = {"PER": ["Ada"], "ORG": ["Banca d'Italia"], "LOC": ["L'Aquila"], "MISC": []}
    varied = augment.vary(SENTENCE, random.Random(seed), names)
    originals = {"PER": "Marta Rossi", "ORG": "Enea", "LOC": "Torino"}
    assert [label for _, label in texts_of(varied)] == ["PER", "ORG", "LOC"]
    for text, label in texts_of(varied):
        plain = text.replace("’", "'").casefold()
        assert plain in (originals[label].casefold(), names[label][0].casefold())


def test_tags_begin_and_go_on() -> None:
    """B- on the first word of a span, I- on the others."""
    _, found = tag(SENTENCE)
    assert [TAGS[number] for number in found] == [
        "B-PER", "I-PER", "O", "O", "O", "B-ORG", "O", "B-LOC", "O",
    ]  # fmt: skip


def test_what_is_held_back_stands_nowhere_else() -> None:
    """By text, blanks, case and marks aside."""
    sentences = [Sentence(f"wn{2 * n:05}", f"Frase numero {n % 390}.", ()) for n in range(400)]
    parts = holdout.cut(sentences, holdout.own_blocks)
    held = {holdout.plain(s.text) for block in parts.test for s in block}
    kept = {holdout.plain(s.text) for b in (*parts.train, *parts.develop) for s in b}
    assert held and kept and held.isdisjoint(kept)
    others = [Sentence("x", "FRASE  numero 1", ())]
    assert holdout.without(others, [Sentence("y", "Frase numero 1.", ())]) == []


def test_scores_count_exact_spans_and_words() -> None:
    """A span cut short is wrong as a span, right in the words it has."""
    gold = [Span(0, 11, "PER"), Span(26, 32, "LOC")]
    found = [Span(0, 5, "PER"), Span(26, 32, "LOC")]
    scores = strict([(gold, found)], LABELS)
    assert scores["all"] == (1, 2, 2) and scores["PER"] == (0, 1, 1)
    assert words([(SENTENCE.text, gold, found)], LABELS) == (2, 2, 3)


def test_the_mean_of_several_models_is_one() -> None:
    """Matrices in 8 bits and vectors are averaged; shared words are taken as they are."""

    def model(factor: float) -> bytes:
        matrix = np.linspace(-1, 1, 64, dtype=np.float32).reshape(2, 32) * factor
        scale, bytes_ = weights.pack_i8(matrix)
        arrays = {
            "words.q4": np.arange(4, dtype=np.uint8), "0.feed_in.i8d": scale,
            "0.feed_in.i8": bytes_, "0.feed_in.bias": np.full(2, factor, np.float32),
        }  # fmt: skip
        return weights.pack({"layers": 1}, arrays)

    meta, arrays = weights.read(average([model(1.0), model(3.0)]))
    assert meta == {"layers": 1}
    expected = np.linspace(-2, 2, 64, dtype=np.float32).reshape(2, 32)
    found = arrays["0.feed_in.i8"] * arrays["0.feed_in.i8d"][:, None]
    assert np.allclose(found, expected, atol=0.03)
    assert np.array_equal(arrays["0.feed_in.bias"], np.full(2, 2.0, np.float32))
    assert np.array_equal(arrays["words.q4"], np.arange(4, dtype=np.uint8))
    with pytest.raises(ValueError):
        average([])
