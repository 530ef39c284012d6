"""One model out of several seeds: the mean of their weights.

Fine-tuned from the same weights with the same first heads, the seeds lie close enough together that
their mean is better than each (Wortsman et al. 2022, "Model soups", arXiv:2203.05482).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from it_newsview import weights
from it_newsview.weights import Array, Floats


def average(contents: Sequence[bytes]) -> bytes:
    """The weights file whose matrices and vectors are the means of these files'.

    What they share, the words and positions, is taken as it is. ValueError without any file.
    """
    if not contents:
        raise ValueError("nothing to average")
    read = [weights.read(content) for content in contents]
    meta, first = read[0]
    arrays: dict[str, Array] = {}
    for name, array in first.items():
        others = [found for _, found in read]
        if name.endswith(".i8"):
            scale, bytes_ = weights.pack_i8(_mean([_matrix(found, name) for found in others]))
            arrays[name + "d"], arrays[name] = scale, bytes_
        elif name.startswith(("words.", "positions")):
            arrays[name] = array
        elif not name.endswith(".i8d"):
            arrays[name] = _mean([found[name] for found in others])
    return weights.pack(meta, arrays)


def _matrix(arrays: dict[str, Array], name: str) -> Array:
    return arrays[name].astype(np.float32) * arrays[name + "d"][:, None]


def _mean(some: Sequence[Array]) -> Floats:
    mean: Floats = np.stack(some).mean(axis=0, dtype=np.float32)
    return mean
