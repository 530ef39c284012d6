"""Makes the parser: ``python -m training.parsing DATA_FOLDER``.

Reads the treebanks with the package's own encoder, which stays as it is, trains the parser on what
it gives, puts it into the pipeline and prints its figures.
"""

from __future__ import annotations

import argparse
import os
import random
from functools import partial
from pathlib import Path

import it_newsview
from it_newsview.component import FACTORY


def main() -> None:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m training.parsing", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with ud/*.conllu")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--pipeline", type=Path, default=it_newsview.FOLDER, help="where it is put, and its encoder"
    )
    given = parser.parse_args()
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    make(given.data, given.pipeline, given.seed)


def make(folder: Path, pipeline: Path, seed: int) -> None:
    """Train, write, measure."""
    import torch

    from it_newsview.parser import Parser
    from it_newsview.tagger import Tagger
    from it_newsview.weights import fingerprint
    from training.parsing import data, export, fit, measure, reading
    from training.pipeline import write_parser

    torch.set_num_threads(1)
    say = partial(print, flush=True)
    sets = data.read(folder)
    say(f"{len(sets.train)} sentences, {sum(len(s.words) for s in sets.train)} words to learn from")
    encoder = (pipeline / FACTORY / "weights.bin").read_bytes()
    tagger = Tagger.of(encoder)
    readings = [
        reading.alone(tagger, sets.train),
        reading.packed(tagger, sets.train, random.Random(seed)),
    ]
    names = fit.names_of(sets.train)
    network = fit.fit(sets.train, readings, names, seed=seed, say=say)
    content = export.stored(network, names, fingerprint(encoder))
    write_parser(content, pipeline)
    parser = Parser.of(content)
    rows = {}
    for name, sentences in {"development": sets.develop, **sets.tests}.items():
        rows[name] = measure.figures(parser, sentences, reading.alone(tagger, sentences))
        context = reading.packed(tagger, sentences)
        rows[f"{name}, five at a time"] = measure.figures(parser, sentences, context)
    say(f"\n{measure.table(rows)}")


if __name__ == "__main__":
    main()
