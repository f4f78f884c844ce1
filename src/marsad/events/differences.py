"""Whether two claims differ on one question (who, how many, when, where, how much, how), and what each answers to it.

Accounts that can both be true do not differ: allies beside each other, a part and its whole, ranges that meet.
"""

from __future__ import annotations

import re
from textwrap import shorten

from marsad.events.disputes import NEAR_DAYS, Differs
from marsad.events.parties import JOINT, Parties, members
from marsad.events.readings import FORCED, SAME_SHARE, WHOLE, directions, extent_of, forced, shares_of
from marsad.events.standing import day_of
from marsad.events.words import fold
from marsad.records import STATE_TYPES, Claim, Interval, parse_day, root_of

PRECISE_DAYS = 3
"""Only accounts that name the time to within this many days can disagree about the day."""

STILL = re.compile(r"\b(?:still|remain|continu|retain|maintain|keep|kept|(?:in )?full(?:y)? (?:in )?control)", re.I)
"""Words for a hold that goes on, whatever others say."""

SHOWN = 140
"""Characters of a quotation shown as a side's value; the claim has it in full."""


def _joint_agree(a: tuple[str, ...], b: tuple[str, ...], parties: Parties, when: str | None) -> bool:
    """Whether two joint actors can be one account: the same, one a part of the other, or the smaller named among the
    larger's. Those that the larger adds must be the smaller's allies, unless it names all of the smaller as such."""

    def akin(x: str, y: str) -> bool:
        if parties.is_unnamed(x) or parties.is_unnamed(y):  # "gunmen" may be any group's, no army's
            return not (parties.is_state(x) or parties.is_state(y))
        return parties.within(x, y, when) or parties.within(y, x, when)

    less, more = sorted((set(a), set(b)), key=len)
    if less <= more:
        return True
    if not all(any(akin(x, y) for y in more) for x in less):
        return False
    added = [y for y in more if not any(akin(x, y) for x in less)]
    return all(any(parties.allied(x, y, when) for x in less) for y in added)


def _fights_in(one: Claim, other: Claim) -> bool:
    """Whether one names only a side that fights in the other, on whichever side of it."""
    sides = set(members(other.actor1) + members(other.actor2))
    return not one.actor2 and bool(one.actor1) and set(members(one.actor1)) < sides


def actors_differ(parties: Parties, role: int) -> Differs:
    """role: 1 for those who acted, 2 for their opponents."""

    def differs(a: Claim, b: Claim) -> bool:
        one, other = ((members(c.actor1), members(c.actor2))[role - 1] for c in (a, b))
        if set(members(a.actor1) + members(a.actor2)) == set(members(b.actor1) + members(b.actor2)):
            return False  # the same fight, told from its other side
        if "armed_clash" in (a.type, b.type) and any(_fights_in(x, y) for x, y in ((a, b), (b, a))):
            return False
        return not _joint_agree(one, other, parties, day_of(a) or day_of(b))

    return differs


def _one_holder(a: Claim, b: Claim, parties: Parties) -> bool:
    """Whether the actors of both can be one account, or one of them names none."""
    one, other = members(a.actor1), members(b.actor1)
    return not one or not other or _joint_agree(one, other, parties, day_of(a))


def holders_differ(parties: Parties) -> Differs:
    """Allies may hold a place together."""

    def differs(a: Claim, b: Claim) -> bool:
        same_place = a.place_id == b.place_id and bool(a.place_id)
        return same_place and _days_apart(a, b) == 0 and not _one_holder(a, b, parties) and not _allies(a, b, parties)

    return differs


def holding_differs(parties: Parties) -> Differs:
    """One tells that a place was taken, the other, not earlier, that somebody else still holds it."""
    hold_apart = holders_differ(parties)

    def differs(a: Claim, b: Claim) -> bool:
        taken, held = (a, b) if a.type == "territory_taken" else (b, a)
        if (taken.type, held.type) != ("territory_taken", "control") or not STILL.search(held.quote):
            return False
        if (a.origin and a.origin == b.origin) or (held.published_end or "9") < (taken.date_start or ""):
            return False
        return hold_apart(taken, held)

    return differs


def takers_differ(parties: Parties) -> Differs:
    """Of allies, too, only one can have taken it alone."""

    def differs(a: Claim, b: Claim) -> bool:
        return a.place_id == b.place_id and _days_apart(a, b) == 0 and not _one_holder(a, b, parties)

    return differs


def _allies(a: Claim, b: Claim, parties: Parties) -> bool:
    when = day_of(a)
    return all(any(parties.allied(x, y, when) for y in members(b.actor1)) for x in members(a.actor1))


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return "" if high is None else f"at most {high}"
    return str(low) if low == high else f"at least {low}" if high is None else f"{low} to {high}"


def killed(c: Claim) -> str:
    return _range(c.killed_low, c.killed_high)


def wounded(c: Claim) -> str:
    return _range(c.wounded_low, c.wounded_high)


def _apart(a_low: int | None, a_high: int | None, b_low: int | None, b_high: int | None) -> bool:
    return (a_high is not None and b_low is not None and a_high < b_low) or (
        b_high is not None and a_low is not None and b_high < a_low
    )


def tolls_differ(a: Claim, b: Claim) -> bool:
    """Of the killed; a toll of others is another toll, so is that of other people which one voice tells beside it."""
    same_people = fold(a.actor2) == fold(b.actor2) or not a.actor2 or not b.actor2
    if (a.report, a.source) == (b.report, b.source) and _dead(a) != _dead(b):
        return False  # "nine rebels and two soldiers were killed"
    return same_people and _apart(a.killed_low, a.killed_high, b.killed_low, b.killed_high)


def _dead(c: Claim) -> frozenset[str]:
    return frozenset(fold(toll.who) for toll in c.tolls if toll.kind == "killed")


def wounded_differ(a: Claim, b: Claim) -> bool:
    return _apart(a.wounded_low, a.wounded_high, b.wounded_low, b.wounded_high)


def _interval(c: Claim) -> Interval:
    try:
        return Interval(c.date_start, c.date_end)
    except ValueError:  # bounds in the wrong order say nothing of the time
        return Interval()


def when_told(c: Claim) -> str:
    days = _interval(c).days
    if days is None or days > PRECISE_DAYS:
        return ""
    return (c.date_start or "") if c.date_start == c.date_end else f"{c.date_start} to {c.date_end}"


def _days_apart(a: Claim, b: Claim) -> int | None:
    """Days between the two claims' times (0: they overlap); None where either has none."""
    one, other = _interval(a), _interval(b)
    first = [i.first_day or i.last_day for i in (one, other)]
    last = [i.last_day or i.first_day for i in (one, other)]
    if first[0] is None or first[1] is None or last[0] is None or last[1] is None:
        return None
    return max((first[0] - last[1]).days, (first[1] - last[0]).days, 0)


def _near(a: Claim, b: Claim) -> bool:
    gap = _days_apart(a, b)
    return gap is not None and gap <= NEAR_DAYS


def times_differ(a: Claim, b: Claim) -> bool:
    """Whether no day can be both. A state that is told of one day may be told of the next."""
    lasting = any(c.type in STATE_TYPES and c.date_start == c.date_end for c in (a, b))
    return not lasting and (_days_apart(a, b) or 0) > 0


def places_differ(a: Claim, b: Claim) -> bool:
    if not a.place_id or not b.place_id or "region" in (a.place_relation, b.place_relation):
        return False
    same_root = root_of(a.place_id) == root_of(b.place_id)
    return not same_root or ("/" in a.place_id and "/" in b.place_id and a.place_id != b.place_id)


def extent_words(c: Claim) -> str:
    extent = extent_of(c)
    return extent.words if extent else ""


def extents_differ(parties: Parties) -> Differs:
    """Shares of one holder that cannot both be true about these days; two parts may each have their own."""

    def differs(a: Claim, b: Claim) -> bool:
        one, other = extent_of(a), extent_of(b)
        if one is None or other is None or one.meets(other) or not _near_ends(a, b):
            return False
        return _one_holder(a, b, parties) and not (a.part and b.part)

    return differs


def _near_ends(a: Claim, b: Claim) -> bool:
    """For states that last: whether the two speak of nearly the same days, by their ends."""
    ends = [c.date_end or c.date_start for c in (a, b)]
    if not ends[0] or not ends[1]:
        return False
    return abs((parse_day(ends[0]) - parse_day(ends[1])).days) <= NEAR_DAYS


def share_words(c: Claim) -> str:
    return "; ".join(words for _, words, whole in shares_of(c) if whole)


def wholes_differ(a: Claim, b: Claim) -> bool:
    """The same number said of two wholes: "30 percent of the city", "30 percent of the remaining districts"."""
    if not _near_ends(a, b):
        return False
    return any(
        x == y and one and other and bool(one & WHOLE - other & WHOLE or other & WHOLE - one & WHOLE) and one != other
        for x, _, one in shares_of(a)
        for y, _, other in shares_of(b)
    )


def parts_differ(parties: Parties) -> Differs:
    """The same share of one holder, told of two sides of the place."""

    def differs(a: Claim, b: Claim) -> bool:
        one, other = directions(a.part or ""), directions(b.part or "")
        if not one or not other or one == other or a.polarity != b.polarity or not _near_ends(a, b):
            return False
        x, y = extent_of(a), extent_of(b)
        same_share = x is not None and y is not None and x.meets(y) and abs(x.low - y.low) <= SAME_SHARE
        return same_share and _one_holder(a, b, parties)

    return differs


def manner(c: Claim) -> str:
    """How an actor left by this account of it (a withdrawal, a capture, a clash), with its own words."""
    if c.polarity == "negative":
        return ""
    said = (found for text in (c.quote, *c.also) if c.type != "withdrawal" and (found := FORCED.search(text)))
    forced_out = next(said, None)
    words = forced_out.string if forced_out else c.quote
    if forced_out and len(words) > SHOWN and forced_out.end() > SHOWN // 2:  # the words that say so, not the first ones
        words = f"... {words[words.rfind(' ', 0, max(0, forced_out.start() - SHOWN // 2)) + 1 :]}"
    shown = shorten(words, SHOWN, placeholder=" ...")
    return f"{'withdrew' if c.type == 'withdrawal' else 'driven out'} (“{shown}”)"


def manners_differ(parties: Parties) -> Differs:
    """One tells that they withdrew, the other that they were driven out."""

    def differs(a: Claim, b: Claim) -> bool:
        left, fought = (a, b) if a.type == "withdrawal" else (b, a)
        if left.type != "withdrawal" or fought.type == "withdrawal" or not forced(fought) or not _near_ends(a, b):
            return False
        relations = (left.place_relation, fought.place_relation)
        if root_of(left.place_id) != root_of(fought.place_id) or "is" not in relations:
            return False
        taken = fought.type == "territory_taken"
        losers = members(fought.actor2 if taken else JOINT.join((fought.actor1, fought.actor2)))
        return any(parties.within(x, y, day_of(left)) for x in members(left.actor1) for y in losers)

    return differs


def destinations_differ(a: Claim, b: Claim) -> bool:
    one, other = fold(a.to_place or ""), fold(b.to_place or "")
    return _near(a, b) and one not in other and other not in one
