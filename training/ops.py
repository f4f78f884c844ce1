"""The arithmetic: numpy's BLAS, which on AVX-512 machines multiplies three times as fast as the one in thinc."""

from __future__ import annotations

from thinc.api import NumpyOps, set_current_ops


def use_numpy_blas() -> None:
    set_current_ops(NumpyOps(use_blis=False))
