"""Where accounts differ: within one event, and between events of one place and time that tell one story in two ways.

Nothing is settled here: each side is shown with its words, its origins and its claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from textwrap import shorten

from marsad.events.disputes import NEAR_DAYS, Differs, disputes, listing, side
from marsad.events.parties import JOINT, Parties, members
from marsad.events.parts import part_of
from marsad.events.readings import FORCED, SAME_SHARE, WHOLE, directions, extent_of, forced, shares_of
from marsad.events.standing import day_of
from marsad.events.words import fold
from marsad.records import FAMILIES, Claim, Disagreement, Interval, parse_day, root_of

PRECISE_DAYS = 3
"""Only accounts that name the time to within this many days can disagree about the day."""

HELD_BY_PARTIES = frozenset({"armed_clash", "territory_taken", "besieged", "control", "contested", "offensive"})
"""Types whose target is a party to the conflict; elsewhere it is victims, described in as many ways as writers."""

SHOWN = 140
"""Characters of a quotation shown as a side's value; the claim has it in full."""


def within_event(claims: Sequence[Claim], voice: Mapping[str, str], parties: Parties) -> list[Disagreement]:
    """Disagreements among the claims of one event."""
    told = [c for c in claims if c.polarity == "positive"]
    done = [c for c in told if c.realis == "actual"]
    held = [c for c in done if c.type == "control"]
    acts = [c for c in done if c.type != "control"]
    found = [
        disputes("control", "Who held it", held, voice, value=lambda c: c.actor1, differs=_holders_differ(parties)),
        disputes(
            "perpetrator", "Who did it", acts, voice, value=lambda c: c.actor1, differs=_actors_differ(parties, 1)
        ),
        disputes(
            "opponent", "Against whom", [c for c in done if c.type in HELD_BY_PARTIES], voice,
            value=lambda c: c.actor2, differs=_actors_differ(parties, 2),
        ),
        disputes("toll", "How many were killed", done, voice, value=_killed, differs=_tolls_differ),
        disputes("toll", "How many were wounded", done, voice, value=_wounded, differs=_wounded_differ),
        disputes("time", "When it happened", done, voice, value=_when, differs=_times_differ),
        disputes("place", "Where it happened", done, voice, value=lambda c: c.place_text, differs=_places_differ),
        _occurrence(claims, voice),
    ]  # fmt: skip
    return [d for group in found for d in group]


def around_place(claims: Sequence[Claim], voice: Mapping[str, str], parties: Parties) -> list[Disagreement]:
    """Disagreements among claims about one place (root), of whatever event: extent, part, manner, control, destination.

    Claims are compared where their days lie within NEAR_DAYS of each other.
    """
    told = [c for c in claims if c.realis == "actual"]
    whole = [c for c in told if c.place_relation in ("is", "part_of") and FAMILIES[c.type] == "territory"]
    extents = [c for c in whole if c.type in ("control", "territory_taken", "clearance") and extent_of(c)]
    found = [
        disputes(
            "extent", "How much of the place", extents, voice, value=_extent_words, differs=_extents_differ(parties)
        ),
        disputes("extent", "Of what the share is meant", whole, voice, value=_share_words, differs=_wholes_differ),
        disputes(
            "part", "Which part", [c for c in whole if c.part], voice,
            value=lambda c: c.part or "", differs=_parts_differ(parties),
        ),
        disputes("manner", "How they left", _leaving(told), voice, value=_manner, differs=_manners_differ(parties)),
        disputes(
            "control", "Who held it", [c for c in told if _holds_whole(c)], voice,
            value=lambda c: c.actor1, differs=_holders_differ(parties),
        ),
        disputes(
            "perpetrator", "Who took it", [c for c in told if _takes_whole(c)], voice,
            value=lambda c: c.actor1, differs=_takers_differ(parties),
        ),
    ]  # fmt: skip
    return [d for group in found for d in group]


def destinations(claims: Sequence[Claim], voice: Mapping[str, str]) -> list[Disagreement]:
    """Where those who left one place went; the claims may be filed under either end of the way.

    A movement without an origin counts from the place that its report tells most often its actor to leave."""
    left: dict[tuple[str, tuple[str, ...]], Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if claim.from_place and claim.type == "withdrawal":
            left[claim.report, members(claim.actor1)][fold(claim.from_place)] += 1
    leaving: dict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in claims:
        who = members(claim.actor1)
        if claim.to_place and claim.type in ("withdrawal", "movement", "displacement"):
            origin = fold(claim.from_place or "")
            if not origin and claim.type == "movement" and (told := left.get((claim.report, who))):
                origin = told.most_common(1)[0][0]
            if origin and origin != fold(claim.to_place):
                leaving[origin, who].append(claim)
    found: list[Disagreement] = []
    for _, group in sorted(leaving.items()):
        found += disputes(
            "destination",
            "Where they went",
            group,
            voice,
            value=lambda c: c.to_place or "",
            differs=_destinations_differ,
        )
    return found


def _occurrence(claims: Sequence[Claim], voice: Mapping[str, str]) -> list[Disagreement]:
    """Told by one origin, denied as a whole by another."""
    told = [c for c in claims if c.polarity == "positive" and c.realis == "actual"]
    denied = [c for c in claims if c.polarity == "negative" and not c.part and (c.extent is None or c.extent == 1)]
    if not told or not denied or {voice[c.id] for c in told} == {voice[c.id] for c in denied}:
        return []
    sides = (side("it happened", told, voice), side("it did not", denied, voice))
    note = f"Whether it happened: {listing(sides[1].origins)} denied it, {listing(sides[0].origins)} reported it."
    return [Disagreement(question="occurrence", note=note, sides=sides)]


def joint_agree(a: tuple[str, ...], b: tuple[str, ...], parties: Parties, when: str | None) -> bool:
    """Whether two joint actors can be one account: the same, one a part of the other, or the smaller named among the
    larger's. Those that the larger adds must be the smaller's allies, unless it names all of the smaller as such."""

    def akin(x: str, y: str) -> bool:
        return parties.within(x, y, when) or parties.within(y, x, when)

    less, more = sorted((set(a), set(b)), key=len)
    if less <= more:
        return True
    if not all(any(akin(x, y) for y in more) for x in less):
        return False
    added = [y for y in more if not any(akin(x, y) for x in less)]
    return all(any(parties.allied(x, y, when) for x in less) for y in added)


def _actors_differ(parties: Parties, role: int) -> Differs:
    def differs(a: Claim, b: Claim) -> bool:
        one, other = ((members(c.actor1), members(c.actor2))[role - 1] for c in (a, b))
        if set(members(a.actor1) + members(a.actor2)) == set(members(b.actor1) + members(b.actor2)):
            return False  # the same fight, told from its other side
        return not joint_agree(one, other, parties, day_of(a) or day_of(b))

    return differs


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return "" if high is None else f"at most {high}"
    return str(low) if low == high else f"at least {low}" if high is None else f"{low} to {high}"


def _killed(c: Claim) -> str:
    return _range(c.killed_low, c.killed_high)


def _wounded(c: Claim) -> str:
    return _range(c.wounded_low, c.wounded_high)


def _apart(a_low: int | None, a_high: int | None, b_low: int | None, b_high: int | None) -> bool:
    return (a_high is not None and b_low is not None and a_high < b_low) or (
        b_high is not None and a_low is not None and b_high < a_low
    )


def _tolls_differ(a: Claim, b: Claim) -> bool:
    same_people = fold(a.actor2) == fold(b.actor2) or not a.actor2 or not b.actor2
    return same_people and _apart(a.killed_low, a.killed_high, b.killed_low, b.killed_high)


def _wounded_differ(a: Claim, b: Claim) -> bool:
    return _apart(a.wounded_low, a.wounded_high, b.wounded_low, b.wounded_high)


def _interval(c: Claim) -> Interval:
    try:
        return Interval(c.date_start, c.date_end)
    except ValueError:  # bounds in the wrong order say nothing of the time
        return Interval()


def _when(c: Claim) -> str:
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


def _times_differ(a: Claim, b: Claim) -> bool:
    return (_days_apart(a, b) or 0) > 0


def _places_differ(a: Claim, b: Claim) -> bool:
    if not a.place_id or not b.place_id or "region" in (a.place_relation, b.place_relation):
        return False
    same_root = root_of(a.place_id) == root_of(b.place_id)
    return not same_root or ("/" in a.place_id and "/" in b.place_id and a.place_id != b.place_id)


def _extent_words(c: Claim) -> str:
    extent = extent_of(c)
    return extent.words if extent else ""


def _extents_differ(parties: Parties) -> Differs:
    def differs(a: Claim, b: Claim) -> bool:
        one, other = extent_of(a), extent_of(b)
        if one is None or other is None or one.meets(other) or not _near_ends(a, b):
            return False
        return _joint(a, b, parties) and not (a.part and b.part)

    return differs


def _near_ends(a: Claim, b: Claim) -> bool:
    """For states that last: whether the two speak of nearly the same days, by their ends."""
    ends = [c.date_end or c.date_start for c in (a, b)]
    if not ends[0] or not ends[1]:
        return False
    return abs((parse_day(ends[0]) - parse_day(ends[1])).days) <= NEAR_DAYS


def _joint(a: Claim, b: Claim, parties: Parties) -> bool:
    one, other = members(a.actor1), members(b.actor1)
    return not one or not other or joint_agree(one, other, parties, day_of(a))


def _share_words(c: Claim) -> str:
    return "; ".join(words for _, words, whole in shares_of(c) if whole)


def _wholes_differ(a: Claim, b: Claim) -> bool:
    """The same number said of two wholes: "30 percent of the city", "30 percent of the remaining districts"."""
    if not _near_ends(a, b):
        return False
    return any(
        x == y and one and other and bool(one & WHOLE - other & WHOLE or other & WHOLE - one & WHOLE) and one != other
        for x, _, one in shares_of(a)
        for y, _, other in shares_of(b)
    )


def _parts_differ(parties: Parties) -> Differs:
    def differs(a: Claim, b: Claim) -> bool:
        one, other = directions(a.part or ""), directions(b.part or "")
        if not one or not other or one == other or a.polarity != b.polarity or not _near_ends(a, b):
            return False
        x, y = extent_of(a), extent_of(b)
        same_share = x is not None and y is not None and x.meets(y) and abs(x.low - y.low) <= SAME_SHARE
        return same_share and _joint(a, b, parties)

    return differs


def _leaving(told: Sequence[Claim]) -> list[Claim]:
    """The claims that tell how an actor left, where any says that it withdrew."""
    if not any(c.type == "withdrawal" for c in told):
        return []
    return [c for c in told if c.type in ("withdrawal", "territory_taken", "armed_clash")]


def _manner(c: Claim) -> str:
    """The account's own words, where it tells how an actor left."""
    if c.polarity == "negative" or (c.type not in ("withdrawal", "territory_taken", "armed_clash")):
        return ""
    words = next((t for t in (c.quote, *c.also) if c.type == "territory_taken" and FORCED.search(t)), c.quote)
    shown = shorten(words, SHOWN, placeholder=" ...")
    return f"{'withdrew' if c.type == 'withdrawal' else 'driven out'} (“{shown}”)"


def _manners_differ(parties: Parties) -> Differs:
    def differs(a: Claim, b: Claim) -> bool:
        left, fought = (a, b) if a.type == "withdrawal" else (b, a)
        if left.type != "withdrawal" or fought.type == "withdrawal" or not forced(fought) or not _near_ends(a, b):
            return False
        if root_of(left.place_id) != root_of(fought.place_id) or "is" not in (
            left.place_relation,
            fought.place_relation,
        ):
            return False
        losers = (
            members(fought.actor2)
            if fought.type == "territory_taken"
            else members(JOINT.join((fought.actor1, fought.actor2)))
        )
        return any(parties.within(x, y, day_of(left)) for x in members(left.actor1) for y in losers)

    return differs


def _asserts_whole(c: Claim) -> bool:
    if c.polarity != "positive" or c.place_relation != "is" or not c.actor1:
        return False
    return (c.extent is None or c.extent >= 1 - SAME_SHARE) and not part_of(c)


def _takes_whole(c: Claim) -> bool:
    return c.type == "territory_taken" and _asserts_whole(c)


def _holds_whole(c: Claim) -> bool:
    return c.type == "control" and _asserts_whole(c)


def _holders_differ(parties: Parties) -> Differs:
    def differs(a: Claim, b: Claim) -> bool:
        same_place = a.place_id == b.place_id and bool(a.place_id)
        return same_place and _days_apart(a, b) == 0 and not _joint(a, b, parties) and not _allies(a, b, parties)

    return differs


def _takers_differ(parties: Parties) -> Differs:
    def differs(a: Claim, b: Claim) -> bool:
        return a.place_id == b.place_id and _days_apart(a, b) == 0 and not _joint(a, b, parties)

    return differs


def _allies(a: Claim, b: Claim, parties: Parties) -> bool:
    when = day_of(a)
    return all(any(parties.allied(x, y, when) for y in members(b.actor1)) for x in members(a.actor1))


def _destinations_differ(a: Claim, b: Claim) -> bool:
    one, other = fold(a.to_place or ""), fold(b.to_place or "")
    return _near(a, b) and one not in other and other not in one
