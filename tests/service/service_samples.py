"""What tests of the service share."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient

Opened = Callable[..., TestClient]
"""Opens a service over the test's own ledger; its arguments are those of Settings."""
