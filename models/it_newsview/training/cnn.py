"""A spaCy CNN of the same sentences, to compare with: ``python -m training.cnn DATA OUT``."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from training import augment
from training.data import read
from training.sets import Sentence

PASSES = 8
BATCH = 32  # sentences


def main() -> None:
    """Train spaCy's default entity recogniser and write it as a pipeline folder."""
    parser = argparse.ArgumentParser(prog="python -m training.cnn", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    blocks = read(given.data).train
    sentences = [sentence for block in blocks for sentence in block]
    names = augment.names_of(sentences)
    nlp = spacy.blank("it")
    nlp.add_pipe("ner")
    fix_random_seed(1)
    chance = random.Random(1)
    optimiser = nlp.initialize(lambda: [_example(nlp, sentence) for sentence in sentences])
    for number in range(PASSES):
        varied = [_example(nlp, augment.vary(s, chance, names)) for s in sentences]
        chance.shuffle(varied)
        losses: dict[str, float] = {}
        for start in range(0, len(varied), BATCH):
            nlp.update(varied[start : start + BATCH], sgd=optimiser, drop=0.2, losses=losses)
        print(f"pass {number + 1}/{PASSES}: loss {losses['ner']:.0f}", flush=True)
    nlp.meta["name"] = "newsview_cnn"
    nlp.to_disk(given.out)


def _example(nlp: Language, sentence: Sentence) -> Example:
    """Spans that are no whole tokens of spaCy's are left out."""
    doc = nlp.make_doc(sentence.text)
    fitting = [s for s in sentence.spans if doc.char_span(*s) is not None]
    return Example.from_dict(doc, {"entities": [tuple(span) for span in fitting]})


if __name__ == "__main__":
    main()
