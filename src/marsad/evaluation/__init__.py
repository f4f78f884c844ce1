"""Evaluation: how well a system's claims agree with claims that people annotated."""

from marsad.evaluation.figures import EventScore, Figures, evaluate, event_scores

__all__ = ["EventScore", "Figures", "evaluate", "event_scores"]
