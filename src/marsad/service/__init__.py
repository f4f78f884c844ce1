"""The service: the map, the API and review, for a newsroom or a desk, over one ledger."""

from marsad.service.app import create_app, warm_up
from marsad.service.settings import Settings

__all__ = ["Settings", "create_app", "warm_up"]
