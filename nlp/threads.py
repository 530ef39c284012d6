"""One core for each process that suggests: several people share a host, and results stay equal.

Linear algebra spread over threads may differ in the last digits from run to run, so that what
``extract`` writes would depend on the machine. More speed comes from more processes (``--jobs``).
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

_LIBRARIES = ("OPENBLAS", "OMP", "MKL", "BLIS")


def use_one_core(environment: MutableMapping[str, str] = os.environ) -> None:
    """Tell the libraries under numpy, unless the user told them something else.

    Only what is loaded later, and processes that are started later, hear of it.
    """
    for library in _LIBRARIES:
        environment.setdefault(f"{library}_NUM_THREADS", "1")
