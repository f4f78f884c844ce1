"""A free port for a server that a test starts."""

from __future__ import annotations

import socket


def free_port() -> int:
    """Of 127.0.0.1; free when it was asked for."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
