"""The recipe that trains the language pipeline: `python -m training.train`."""

import os

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")  # one core, the same sums every time; numpy reads it when first imported
