"""Intake: paths and bytes to reports, with their head, date, furniture and captions told apart from their prose."""

from marsad.intake.copies import CopyIndex, prose, signature, similarity
from marsad.intake.dating import parse_published
from marsad.intake.reading import Intaken, Received, Rejected, read_paths, report_from_bytes

__all__ = [
    "CopyIndex",
    "Intaken",
    "Received",
    "Rejected",
    "parse_published",
    "prose",
    "read_paths",
    "report_from_bytes",
    "signature",
    "similarity",
]
