"""A trained network as the weights file of the package and as a spaCy pipeline folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from it_newsview.weights import Array, pack_i8
from training.base import Base


def quantised(
    base: Base, kept: Sequence[int], state: Mapping[str, torch.Tensor], *, layers: int, version: str
) -> tuple[dict[str, Any], dict[str, Array]]:
    """What :func:`it_newsview.weights.pack` takes: matrices in 8 bits, words as the base's.

    ``state`` are the parameters of a :class:`training.network.Network` with a head ``ours``.
    """
    values: dict[str, NDArray[np.float32]] = {
        name: tensor.detach().float().numpy() for name, tensor in state.items()
    }
    arrays: dict[str, Array] = {}
    scales, nibbles = base.word_blocks()
    rows = np.asarray(kept)
    arrays["words.q4d"], arrays["words.q4"] = scales[rows], nibbles[rows]
    arrays["positions"] = base.positions().astype(np.float16)
    arrays["norm.weight"], arrays["norm.bias"] = values["norm.weight"], values["norm.bias"]
    for layer in range(layers):
        for name in ("attention_in", "attention_out", "feed_in", "feed_out"):
            scale, bytes_ = pack_i8(values[f"layers.{layer}.{name}.weight"])
            arrays[f"{layer}.{name}.i8d"], arrays[f"{layer}.{name}.i8"] = scale, bytes_
            arrays[f"{layer}.{name}.bias"] = values[f"layers.{layer}.{name}.bias"]
        for name in ("attention_norm", "feed_norm"):
            for part in ("weight", "bias"):
                arrays[f"{layer}.{name}.{part}"] = values[f"layers.{layer}.{name}.{part}"]
    arrays["head.weight"] = values["heads.ours.weight"]
    arrays["head.bias"] = values["heads.ours.bias"]
    pieces = [base.pieces[number] for number in kept]
    meta = {
        "version": version,
        "layers": layers,
        "heads": base.heads,
        "width": base.width,
        "pieces": pieces,
        "scores": [round(float(base.scores[number]), 4) for number in kept],
        "replacements": base.replacements,
    }
    return meta, arrays
