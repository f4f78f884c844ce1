"""Marsad: who said what about a war, which reports speak of one event, and who held every town on every day."""

__version__ = "0.1.0"
