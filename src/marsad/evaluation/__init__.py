"""Evaluation: how well a system's claims agree with claims that people annotated."""

from marsad.evaluation.figures import Figures, evaluate

__all__ = ["Figures", "evaluate"]
