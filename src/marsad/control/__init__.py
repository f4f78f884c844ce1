"""Control: who held every place on every day, how much of it and how sure that is, with the claims that carry it."""

from marsad.control.effects import Effects, core_effects, effects_of
from marsad.control.inference import control_all, control_at
from marsad.control.timeline import timeline

__all__ = ["Effects", "control_all", "control_at", "core_effects", "effects_of", "timeline"]
