"""The words of English temporal expressions, as newsrooms use them."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MONTH_NAMES = words("january february march april may june july august september october november december")
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
WEEKDAY_NAMES = words("monday tuesday wednesday thursday friday saturday sunday")
WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS |= {name[:3]: number for name, number in WEEKDAYS.items()} | {"tues": 1, "thur": 3, "thurs": 3}
SEASON_NAMES = words("spring summer autumn fall winter")
AMBIGUOUS_MONTHS = frozenset(words("may march jan mar jun sep dec april june august"))
"""Also verbs, nouns or names: alone they are a month only after a preposition or with a year or a part."""

NAMED_FOR_DAYS = words(
    "hospital bridge brigades? battalions? division square street avenue road highway school university college "
    "district neighbou?rhood movement alliance coalition stadium airport barracks camp museum mosque party front"
)
"""What bears a day's name: "the May 22 hospital", "the 17 February brigade"."""

UNITS_OF_TEN = words("ten twenty thirty forty fifty sixty seventy eighty ninety hundred")
SMALL_NUMBERS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
NUMBERS = {name: number for number, name in enumerate(SMALL_NUMBERS)} | {"a": 1, "an": 1}
NUMBERS |= {name: number * 10 for number, name in enumerate(UNITS_OF_TEN, start=1)}
ORDINALS = {
    name: number
    for number, name in enumerate(words("second third fourth fifth sixth seventh eighth ninth tenth"), start=2)
}
FEW = {"few": (2, 5), "a few": (2, 5), "several": (2, 7), "a couple of": (2, 3), "couple of": (2, 3), "many": (3, None)}
"""Vague numbers as (low, high): the widest that news use of the word still covers; many has no upper end."""
UNSAID = {"hour": (1, 23), "day": (2, 6), "week": (2, 4), "month": (2, 11), "year": (2, None), "decade": (2, None)}
"""A bare plural ("weeks ago") is more than one and less than one of the next larger unit."""
RECENT = {"hour": (1, "day"), "day": (7, "day"), "week": (1, "month"), "month": (4, "month"), "year": (3, "year")}
"""How far "in recent days", "in recent weeks"... reaches back. Weeks and days: the project's seeds (2016-09-08 gives
2016-08-08); months: 4 lies within the tolerance of most readings of the training gold (3.5 to 6 months)."""

PARTS_OF_DAY = words("dawn daybreak sunrise midnight noon midday sunset nightfall dusk morning afternoon evening")
PART_NAMES = {
    "early": "early",
    "earlier": "early",
    "beginning": "start",
    "start": "start",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "later": "late",
    "end": "end",
} | {
    f"{which} {part}": f"{'last' if which == 'final' else which} {part}"
    for which in words("first second third fourth last final")
    for part in words("half week quarter")
}
HEDGES = words("about around nearly almost some over under just roughly barely")
LONG_HEDGES = ("at least", "more than", "less than")

ZONES = {
    "gmt": "+00:00",
    "utc": "+00:00",
    "z": "+00:00",
    "bst": "+01:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
    "trt": "+03:00",
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "-06:00",
    "cdt": "-05:00",
    "pst": "-08:00",
    "pdt": "-07:00",
}
"""Zone abbreviations as news agencies use them (BST is British Summer Time, CST the American one)."""

SAYING = frozenset(
    words(
        "said say says saying told tells reported reports reporting announced announces announcing added adds "
        "adding stated states confirmed confirms confirming claimed claims declared declares noted notes warned "
        "wrote tweeted statement interview briefing conference according issued quoted reiterated stressed "
        "revealed acknowledged vowed spoke speaking informed published posted"
    )
)
"""Verbs and nouns of saying: a day beside one of them is the day of speaking."""
SUPERLATIVES = words(
    "worst deadliest bloodiest heaviest fiercest biggest largest greatest highest lowest longest broadest "
    "boldest strongest gravest busiest quietest closest furthest"
)
"""What is compared with all since a day: "the deadliest attack since May"."""
FILLERS = frozenset(
    words(
        "on in at a an the late early earlier to from by of and with here reporters journalists statement "
        "statements telephone phone state television tv interview news briefing conference agency media website "
        "its his their press report reports local official officials twitter online newspaper radio"
    )
)
"""What may stand between a verb of saying and its day."""
COUNTED = words(
    "people person persons civilian civilians fighter fighters militant militants soldier soldiers troops rebel "
    "rebels children women men members families villages towns homes houses others bodies prisoners detainees "
    "refugees residents victims deaths casualties strikes airstrikes raids rockets shells mortars missiles "
    "mines bombs tanks vehicles terrorists jihadists insurgents policemen officers percent per km kilometers "
    "kilometres miles meters metres kg tons tonnes dollars hours days weeks months years minutes times cases "
    "square million thousand"
)
"""After a number, these make it a count: "in May 15 people", "the 2000 rebels"."""
