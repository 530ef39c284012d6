"""Makes the model: ``python -m training DATA_FOLDER``.

Trains a model with each seed and writes their mean into the package. Each of them and their mean
are measured on what was held back. What a work folder holds already is not done again.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import it_newsview

if TYPE_CHECKING:
    from training.evaluation import Measured

EPILOG = "Needs what `pip install --group training .` installs; see the README."


def main() -> None:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__, epilog=EPILOG)
    parser.add_argument("data", type=Path, help="the folder with own/, invented/ and kind/")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--jobs", type=int, default=1, help="how much is done at the same time")
    parser.add_argument(
        "--kind", action="store_true", help="learn KIND's labels, too: makes it non-commercial"
    )
    parser.add_argument("--work", type=Path, help="keep what lies between here, to go on from")
    parser.add_argument(
        "--out", type=Path, default=it_newsview.FOLDER, help="where the pipeline is written"
    )
    given = parser.parse_args()
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"

    from training import pipeline
    from training.average import average
    from training.table import table

    with ExitStack() as stack:
        work = given.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        work.mkdir(parents=True, exist_ok=True)
        pool = stack.enter_context(ProcessPoolExecutor(given.jobs))
        results = list(pool.map(partial(_one_seed, given.data, work, given.kind), given.seeds))
        mean = average([content for content, _ in results])
        measured = pool.submit(_measured, given.data, mean).result()
    pipeline.write(mean, given.out)
    print("Each seed, mean and range:", table([figures for _, figures in results]), sep="\n\n")
    print("", "Their mean, which is shipped:", table([measured]), sep="\n\n")


# --- each in a process of its own -----------------------------------------------------------------


def _one_seed(folder: Path, work: Path, kind: bool, seed: int) -> tuple[bytes, list[Measured]]:
    import torch

    from training.evaluation import measure
    from training.recipe import learn, prepare

    torch.set_num_threads(1)
    prepared = prepare(folder)
    path = work / f"{'kind' if kind else 'ours'}-{seed}.bin"
    if not path.exists():
        say = partial(print, f"seed {seed}:", flush=True)
        _put(path, learn(prepared, seed=seed, kind=kind, say=say))
    content = path.read_bytes()
    return content, measure(prepared.data, content)


def _measured(folder: Path, content: bytes) -> list[Measured]:
    from training.data import read
    from training.evaluation import measure

    return measure(read(folder), content)


def _put(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)


if __name__ == "__main__":
    main()
