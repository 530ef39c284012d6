"""A trained network as the parser's weights file: matrices in 8 bits, the rest as it is."""

from __future__ import annotations

import numpy as np

import it_newsview
from it_newsview import weights
from it_newsview.weights import Array, Floats
from training.parsing.fit import Names
from training.parsing.network import CONVOLUTIONS, Network
from training.parsing.reading import LAYERS


def stored(network: Network, names: Names, encoder: str) -> bytes:
    """The content of a weights file.  ``encoder``: the fingerprint of what gives the states."""
    arrays: dict[str, Array] = {}
    for name, tensor in network.state_dict().items():
        values: Floats = tensor.detach().numpy().astype(np.float32)
        if values.ndim == 1:
            arrays[name] = values
        else:
            rows = np.ascontiguousarray(values.reshape(-1, values.shape[-1]))
            arrays[f"{name}.i8d"], arrays[f"{name}.i8"] = weights.pack_i8(rows)
    meta = {
        "version": it_newsview.__version__,
        "encoder": encoder,
        "layers": LAYERS,
        "convolutions": CONVOLUTIONS,
        "labels": names.labels,
        "tags": names.tags,
    }
    return weights.pack(meta, arrays)
