"""What two claims have in common and where they differ: the numbers that the matcher weighs. Each has a name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from marsad.events.actor_features import actor_features
from marsad.events.columns import Column, Columns, Floats, Ints, Mask
from marsad.events.kinds import ALIKE, TYPE
from marsad.events.parties import Parties
from marsad.events.place_features import place_features

DISTINCT_TYPES = (
    "air_strike", "shelling", "armed_clash", "territory_taken", "offensive", "control", "besieged", "suicide_bombing",
    "attack_on_civilians", "other_event", "statement", "clearance", "withdrawal", "chemical_attack",
)  # fmt: skip
"""Types frequent or odd enough to have their own baseline: two shellings of one day are less often one event than two
suicide bombings."""

WITH_KEY = (
    "killed_disagree", "same_killed", "other_actor1", "other_actor2", "names_differ", "rare_words_contained",
    "same_origin", "long_span", "words_in_common", "both_own_voice", "same_actor1", "one_plan", "both_territory_taken",
    "both_withdrawal", "both_offensive", "both_clearance", "both_air_strike", "both_armed_clash", "both_shelling",
    "both_in_lead", "both_denied", "akin_place_name", "one_carried_place",
)  # fmt: skip
"""What weighs otherwise where two claims agree on place, time and type."""

WITHOUT_PLACE = (
    "same_single_day", "same_killed", "rare_words_contained", "words_in_common", "same_actor1", "both_chemical_attack",
)  # fmt: skip
"""What weighs otherwise where a claim names no place."""

LEAD = 300
"""Characters of a report's beginning, where it tells what it is about."""

DENIED_WITHIN = 30.0
"""Days within which what was told is denied."""
BACKGROUND_DAYS = 14
"""Days before its report from which an event is no news in it."""

SENTENCE = 150.0
"""Characters of a usual sentence of news: the unit for distances within a report."""


def pair_features(columns: Columns, i: Ints, j: Ints, parties: Parties) -> dict[str, Floats]:
    """Named features of the pairs (i, j), each of shape [p], nearly all between 0 and 1."""
    found: dict[str, Floats] = {}
    same_report = columns.report[i] == columns.report[j]
    for part in (_types, place_features, _times, _figures, _wording, _mentions):
        found |= {name: values.astype(np.float64) for name, values in part(columns, i, j).items()}
    found |= {name: values.astype(np.float64) for name, values in actor_features(columns, i, j, parties).items()}
    found |= {name: values.astype(np.float64) for name, values in _report(columns, i, j, same_report).items()}
    found["one_denied"] = (columns.denied[i] != columns.denied[j]).astype(np.float64)
    found["both_denied"] = (columns.denied[i] & columns.denied[j]).astype(np.float64)
    found["one_plan"] = (columns.fulfilled[i] != columns.fulfilled[j]).astype(np.float64)
    return found | _together(found)


def _together(found: dict[str, Floats]) -> dict[str, Floats]:
    """What only counts in company: agreement on place, day and type at once, and what then speaks against."""
    same_key = found["same_place"] * found["same_type"] * np.maximum(found["same_times"], found["same_single_day"])
    near_key = np.maximum(found["same_place"], found["place_within_place"]) * (1 - found["gap"]) * (
        np.maximum(found["same_type"], found["confusable_types"])
    )  # fmt: skip
    out = {"same_key": same_key, "near_key": near_key}
    for name in WITH_KEY:
        out[f"near_key_{name}"] = near_key * found[name]
    vague = np.maximum(found["one_place_missing"], found["no_place"])
    for name in WITHOUT_PLACE:
        out[f"vague_{name}"] = vague * found[name]
    return out


def _types(c: Columns, i: Ints, j: Ints) -> dict[str, Column]:
    a, b = c.type[i], c.type[j]
    same = a == b
    out: dict[str, Column] = {
        "same_type": same,
        "same_family": (c.family[i] == c.family[j]) & ~same,
        "confusable_types": ALIKE[a, b] & ~same,
        "state_and_event": c.state[i] != c.state[j],
    }
    return out | {f"both_{name}": same & (a == TYPE[name]) for name in DISTINCT_TYPES}


def _denies(c: Columns, rows: Ints, first: Floats, last: Floats) -> Mask:
    """Whether claims are denials without a first day ("X had never fallen") given shortly after what others tell: of
    that they speak. first, last: the others' days."""
    return c.denied[rows] & np.isnan(c.first[rows]) & (first <= c.last[rows]) & (c.last[rows] - last <= DENIED_WITHIN)


def _times(c: Columns, i: Ints, j: Ints) -> dict[str, Column]:
    fi, fj, li, lj = c.first[i], c.first[j], c.last[i], c.last[j]
    of_i, of_j = _denies(c, i, fj, lj), _denies(c, j, fi, li)
    fi, li, fj, lj = np.where(of_i, fj, fi), np.where(of_i, lj, li), np.where(of_j, fi, fj), np.where(of_j, li, lj)
    unknown = (np.isnan(fi) & np.isnan(li)) | (np.isnan(fj) & np.isnan(lj))
    bounded = ~(np.isnan(fi) | np.isnan(fj) | np.isnan(li) | np.isnan(lj))
    # An open bound is taken from the other side's known one, else the single known bound stands for both.
    lo_i, hi_i, lo_j, hi_j = (
        np.where(np.isnan(known), other, known) for known, other in ((fi, li), (li, fi), (fj, lj), (lj, fj))
    )
    gap = np.maximum(np.nan_to_num(np.maximum(lo_i - hi_j, lo_j - hi_i), nan=0.0), 0.0)
    shared = np.maximum(np.minimum(hi_i, hi_j) - np.maximum(lo_i, lo_j) + 1, 0.0)
    united = np.maximum(hi_i, hi_j) - np.minimum(lo_i, lo_j) + 1
    day_i, day_j = bounded & (fi == li), bounded & (fj == lj)
    longest = np.maximum(np.maximum(hi_i - lo_i, hi_j - lo_j), 0.0)
    return {
        "time_unknown": unknown,
        "same_times": bounded & (fi == fj) & (li == lj),
        "same_single_day": day_i & day_j & (fi == fj),
        "overlap_in_time": np.nan_to_num(np.where(bounded, shared / np.maximum(united, 1), 0.0)),
        "day_within_span": bounded & (day_i != day_j) & (shared > 0),
        "other_single_day": day_i & day_j & (fi != fj),
        "gap_days": np.log1p(np.minimum(gap, 400.0)),
        "gap": gap > 0,
        "gap_beyond_2_days": gap > 2,
        "long_span": np.log1p(np.nan_to_num(longest)) / 5,
        "same_first_day": (fi == fj),
        "same_last_day": (li == lj),
        "both_background": _background(c, i) & _background(c, j),
        "one_background": _background(c, i) != _background(c, j),
    }


def _background(c: Columns, rows: Ints) -> Mask:
    """Whether the claim tells of something that was over long before its report."""
    return c.published[rows] - np.where(np.isnan(c.last[rows]), c.first[rows], c.last[rows]) > BACKGROUND_DAYS


def _figures(c: Columns, i: Ints, j: Ints) -> dict[str, Column]:
    ki, kj, hi, hj = c.killed[i], c.killed[j], c.killed_high[i], c.killed_high[j]
    both = ~np.isnan(ki) & ~np.isnan(kj)
    meets = both & ~(np.nan_to_num(hi, nan=np.inf) < kj) & ~(np.nan_to_num(hj, nan=np.inf) < ki)
    ratio = np.where(both, np.minimum(ki, kj) / np.maximum(np.maximum(ki, kj), 1), 0.0)
    wi, wj = c.wounded[i], c.wounded[j]
    return {
        "same_killed": both & (ki == kj),
        "same_killed_above_3": both & (ki == kj) & (ki > 3),
        "killed_disagree": both & ~meets,
        "killed_far_apart": both & (ratio < 0.5),
        "one_toll_missing": np.isnan(ki) != np.isnan(kj),
        "same_wounded": (wi == wj),
        "wounded_disagree": ~np.isnan(wi) & ~np.isnan(wj) & (wi != wj),
    }


def _wording(c: Columns, i: Ints, j: Ints) -> dict[str, Column]:
    out: dict[str, Column] = {}
    for name, bits in (("words", c.words), ("names", c.names), ("rare_words", c.rare)):
        sizes = np.bitwise_count(bits).sum(axis=1).astype(np.float64)
        shared = np.bitwise_count(bits[i] & bits[j]).sum(axis=1).astype(np.float64)
        size_a, size_b = sizes[i], sizes[j]
        out[f"{name}_in_common"] = shared / np.maximum(size_a + size_b - shared, 1)
        out[f"{name}_contained"] = shared / np.maximum(np.minimum(size_a, size_b), 1)
        if name == "words":
            out["nearly_same_words"] = out["words_in_common"] > 0.8
        else:
            out[f"{name}_shared"] = np.minimum(shared, 5.0) / 5
            out[f"{name}_differ"] = (size_a > 0) & (size_b > 0) & (shared == 0)
    return out


def _mentions(c: Columns, i: Ints, j: Ints) -> dict[str, Column]:
    """Words by which a report goes over to another event, or comes back to one: of the earlier of its two claims and of
    the later; across reports, of either."""
    same = c.report[i] == c.report[j]
    later = np.where(c.start[i] < c.start[j], j, i)
    earlier = np.where(later == i, j, i)
    out: dict[str, Column] = {}
    for name, says in (("another", c.another), ("known", c.known)):
        out |= {
            f"{name}_earlier": same & says[earlier],
            f"{name}_later": same & says[later],
            f"{name}_across": ~same & (says[i] | says[j]),
        }
    return out


def _report(c: Columns, i: Ints, j: Ints, same: Mask) -> dict[str, Column]:
    apart = np.maximum(np.maximum(c.start[i] - c.end[j], c.start[j] - c.end[i]), 0).astype(np.float64)
    overlap = same & (np.minimum(c.end[i], c.end[j]) > np.maximum(c.start[i], c.start[j]))
    carried = c.carried[i] | c.carried[j]  # a place that another sentence gives
    published = np.abs(c.published[i] - c.published[j])
    return {
        "distance_in_text": np.where(same, np.log1p(apart / SENTENCE), 0.0),
        "adjacent_in_text": same & ~overlap & (apart < SENTENCE / 10),
        "overlap_in_text": overlap,
        "same_words_of_report": overlap & (c.start[i] == c.start[j]) & (c.end[i] == c.end[j]),
        "same_origin": c.origin[i] == c.origin[j],
        "both_in_lead": ~same & (c.start[i] < LEAD) & (c.start[j] < LEAD),
        "one_in_lead": ~same & ((c.start[i] < LEAD) != (c.start[j] < LEAD)),
        "both_own_voice": c.own_voice[i] & c.own_voice[j],
        "one_carried_place": carried,
        "carried_type_and_origin": same & carried & (c.type[i] == c.type[j]) & (c.origin[i] == c.origin[j]),
        "days_between_reports": np.where(same, 0.0, np.log1p(np.nan_to_num(published, nan=30.0))),
    }


Setting = Callable[[Columns, Ints, Ints], Mask]

SETTINGS: dict[str, Setting] = {
    "event_within": lambda c, i, j: (c.report[i] == c.report[j]) & ~(c.state[i] & c.state[j]),
    "event_across": lambda c, i, j: (c.report[i] != c.report[j]) & ~(c.state[i] & c.state[j]),
    "state_within": lambda c, i, j: (c.report[i] == c.report[j]) & c.state[i] & c.state[j],
    "state_across": lambda c, i, j: (c.report[i] != c.report[j]) & c.state[i] & c.state[j],
}
"""Where a pair stands: the same likeness means something else within one report than across two, and for a state than
for an event. Each setting has its own weights."""
