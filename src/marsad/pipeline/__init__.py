"""The way through the house: the rooms in their order, from paths to the record of claims, events and control."""

from marsad.pipeline.extraction import Extractor
from marsad.pipeline.observatory import Observatory
from marsad.pipeline.reading import Progress, ReadResult

__all__ = ["Extractor", "Observatory", "Progress", "ReadResult"]
