"""What the words in and around a place name say of it: its kind, how the event stands to it, what it lies in.

"the outskirts of the town of Manbij, Aleppo province": core "Manbij", kind town, relation near, container "Aleppo
province". English only; every list holds words of the language, none of a conflict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

WINDOW = 90
"""Characters read on either side of a name: a clause's reach."""

_ARTICLE = r"(?:(?:al|el|ar|as|ash|ad|an|at|az|ez|ed|er|es|ul)[- ]|[ae]l-)"
_NAME = rf"{_ARTICLE}?[A-Z][\w’'‘`]*(?:[ -]{_ARTICLE}?[A-Z][\w’'‘`]*){{0,3}}"
_DIRECTION = (
    r"(?:(?:north|south)[- ]?(?:east|west)(?:ern)?|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|central)"
)

KINDS = {
    "city": "city", "cities": "city", "town": "town", "village": "village", "hamlet": "village",
    "settlement": "village", "township": "town", "port": "city", "capital": "city",
    "neighbourhood": "neighbourhood", "neighborhood": "neighbourhood", "quarter": "neighbourhood",
    "suburb": "neighbourhood", "street": "neighbourhood", "square": "neighbourhood", "roundabout": "neighbourhood",
    "district": "district", "area": "district", "county": "province", "subdistrict": "district",
    "province": "province", "governorate": "province", "state": "province", "oblast": "province",
    "department": "province", "prefecture": "province",
    "region": "region", "countryside": "countryside", "suburbs": "countryside", "desert": "region",
    "valley": "region", "peninsula": "region", "border": "stretch", "coast": "stretch", "territory": "stretch",
    "frontier": "stretch", "steppe": "stretch", "heights": "region", "mountains": "region", "plain": "region",
    "road": "road", "highway": "road", "motorway": "road",
    "base": "base", "airbase": "base", "barracks": "base", "garrison": "base", "airport": "airport",
    "airfield": "airport", "camp": "camp", "crossing": "border_crossing", "checkpoint": "site", "dam": "dam",
    "bridge": "bridge", "hospital": "hospital", "prison": "prison", "field": "oil_field", "oilfield": "oil_field",
    "gasfield": "oil_field", "airstrip": "airport", "mosque": "site",
    "university": "site", "hotel": "site", "market": "site", "factory": "factory", "hill": "mountain",
    "mountain": "mountain", "mount": "mountain", "junction": "road", "crossroads": "road", "shrine": "site",
    "river": "river",
}  # fmt: skip
REGIONS = frozenset({"province", "region", "countryside", "stretch"})
"""A stretch ("the Turkish border") has no name of its own."""
SETTLEMENTS = frozenset({"city", "town", "village"})
PARTS = frozenset({"neighbourhood", "district"})
SITES = frozenset(KINDS.values()) - REGIONS - SETTLEMENTS - PARTS - {"road", "river"}
"""Kinds of things that lie in or at a settlement and are not it: a base, a dam, a crossing."""

_KIND = "(?:" + "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True)) + ")"
_KINDS = rf"(?:{_KIND}s?(?!\w))"
_ADJECTIVES = (
    r"(?:(?:military|air|border|refugee|oil|gas|industrial|international|old|residential|army|displacement)\s+)*"
)
_KIND_PHRASE = rf"(?:{_DIRECTION}\s+)?{_ADJECTIVES}(?P<kind>{_KINDS})"
_HELD = r"(?:\w+-(?:held|controlled|occupied|ruled)|besieged|strategic|nearby|neighbou?ring)"
_THE = r"(?:the\s+)?"

# What a mention's own words look like.
_SUBURBS = re.compile(rf"{_THE}suburbs\s+of\s+(?P<core>.+)", re.I)
_SUBURBS_AFTER = re.compile(r"(?P<core>.+)\s+suburbs", re.I)
_NEAR = re.compile(
    rf"{_THE}(?:(?:outskirts?|edges?|vicinity|environs|surroundings)\s+of|outside|near|close\s+to|around|towards?"
    rf"|not\s+far\s+from|(?:just\s+|immediately\s+)?(?:to\s+the\s+)?{_DIRECTION}\s+of)\s+{_THE}(?P<core>.+)",
    re.I,
)
_RURAL = re.compile(rf"{_THE}(?:{_DIRECTION}\s+)?(?:rural|greater)\s+(?P<core>.+)", re.I)
_PARTS_OF = re.compile(
    rf"{_THE}(?:(?:\w+\s+){{0,2}}parts?|half|most|much|centre|center|heart)\s+of\s+{_THE}(?P<core>.+)", re.I
)
_PREFIX = re.compile(
    rf"{_THE}(?:(?P<dir>{_DIRECTION})\s+)?{_ADJECTIVES}(?P<kind>{_KINDS})\s+of\s+{_THE}(?P<core>.+)", re.I
)
_DIRECTED = re.compile(
    rf"{_THE}(?P<dir>{_DIRECTION})(?:\s+(?:parts?|side|half|districts|neighbou?rhoods)\s+of)?\s+(?P<core>\S.*)", re.I
)
_SUFFIX = re.compile(rf"(?P<core>.+?)(?:['’]s?)?\s+(?:(?P<dir>{_DIRECTION})\s+)?{_ADJECTIVES}(?P<kind>{_KINDS})", re.I)
_BORDER = re.compile(rf"(?:{_THE})(?P<kind>border|frontier)\s+with\s+{_THE}(?P<core>.+)", re.I)
_SHAPES = (
    (_BORDER, ""),
    (_SUBURBS, "suburbs"), (_SUBURBS_AFTER, "suburbs"), (_NEAR, "near"), (_RURAL, "rural"), (_PARTS_OF, "part_of"),
    (_PREFIX, ""), (_DIRECTED, "part_of"), (_SUFFIX, ""),
)  # fmt: skip
"""Shapes of a mention, tried in this order, with the relation that each gives."""

# What stands before a mention.
_BEFORE_NEAR = re.compile(
    r"\b(?:(?:outskirts?|edges?|vicinity|surroundings)\s+of|outside|near|close\s+to|around|not\s+far\s+from|border\s+at"
    rf"|(?:km|kms|kilomet(?:er|re)s|miles)\b[^,.]{{0,25}}?\b(?:from|of)|{_DIRECTION}\s+of)"
    rf"(?:\s+the)?(?:\s+(?:{_DIRECTION}|{_HELD}))*(?:(?:\s+\w+)?\s+{_KIND}\s+of)?\s+$",
    re.I,
)
_BEFORE_SIDE = re.compile(rf"(?<!\bto )(?<!\bon )\bthe\s+(?P<dir>{_DIRECTION})\s+of\s+{_THE}{_KIND}\s+of\s+$", re.I)
""" "The east of the town of X" is a part of it; "to the east of it" and "15 km east of it" are not."""
_BEFORE_KIND = re.compile(rf"\b(?P<kind>{_KINDS})\s+(?:of|(?<!border )at|called|known\s+as)\s+{_THE}$")
_BEFORE_KINDS = re.compile(rf"\b(?P<kind>{_KIND}s)\s+of\s+{_THE}(?:{_NAME}(?:,\s+and\s+|,\s+|\s+and\s+|\s+)){{0,5}}$")
_BEFORE_SITE = re.compile(
    rf"\b{_ADJECTIVES}(?P<kind>{_KINDS})\s+(?:in|near|outside)\s+(?:{_THE}(?:{_DIRECTION}\s+)?(?:city|town)\s+of\s+)?$",
    re.I,
)
LOCATING = ("in", "near", "outside", "of")
"""Words with which what `_BEFORE_SITE` finds ends."""
_BEFORE_RURAL = re.compile(r"\brural\s+$", re.I)
_BEFORE_DIRECTION = re.compile(rf"\b(?P<dir>{_DIRECTION})\s+$", re.I)
_BEFORE_ROAD = re.compile(
    rf"\b(?:road|highway|route)\s+(?:to|from|leading\s+to|linking|between|connecting)\s+{_THE}$", re.I
)
_BEFORE_OFFSET = re.compile(
    rf"\b(?P<much>\d+(?:\.\d+)?)[ -]?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?)\s+(?:to\s+the\s+)?"
    rf"(?P<dir>{_DIRECTION})\s+of\s+{_THE}$",
    re.I,
)
_AFTER_AND = re.compile(rf"\s+(?:and|to|with)\s+{_THE}(?P<name>{_NAME})")
_ROAD = r"(?P<road>(?:road|highway|motorway|route|axis|railway)s?\s+)"
_JOINING = r"(?:that\s+)?(?:between|link(?:ing|s|ed)|connect(?:ing|s|ed)|join(?:ing|s))"
_FROM = rf"{_ROAD}(?:(?:running|leading|going|that\s+(?:runs|leads|goes))\s+)?from"
_ENDS = rf"\b(?:{_ROAD}?{_JOINING}|{_FROM.replace('<road>', '<way>')})\s+{_THE}"
_BEFORE_FIRST = re.compile(rf"{_ENDS}$")
_BEFORE_SECOND = re.compile(rf"{_ENDS}(?P<name>{_NAME})\s+(?:and|to|with)\s+{_THE}$")
KM_A_MILE = 1.609
_BEFORE_PARTS = re.compile(rf"\b(?:(?:some|large|most|{_DIRECTION})\s+)?parts\s+of\s+{_THE}$", re.I)
_BEFORE_CONTAINER = re.compile(
    rf"(?P<name>{_NAME})(?:"
    rf"(?:['’]s?|(?<=\w{{3}})(?<!ss)(?<=s))(?:\s+(?:{_DIRECTION}|{_HELD}))*(?:\s+{_ADJECTIVES}{_KINDS}(?:\s+of)?)?"
    rf"|(?:\s+(?:{_DIRECTION}|{_HELD}))*\s+{_ADJECTIVES}{_KINDS}\s+of)\s+$"
)
"""A possessive ("Homs's Waer"; "Homss" where a source has lost its apostrophes) or "the Homs district of"."""

# What stands after a mention.
_LIST = rf"(?:(?:,\s+and\s+|,\s+|\s+and\s+){_NAME}(?:['’]s?)?){{1,5}}"
_AFTER_KIND = re.compile(rf"(?:['’]s?|s)?\s+{_KIND_PHRASE}\b(?!\s+(?:of|media|television|tv|radio|news)\b)")
_AFTER_KINDS = re.compile(rf"{_LIST}\s+(?:{_DIRECTION}\s+)?{_ADJECTIVES}(?P<kind>{_KIND}s)\b(?!\s+of\b)")
_AFTER_CONTAINER = re.compile(
    rf"(?:{_LIST})?\s*,?\s*(?:(?:{_KINDS}|river|lake|island|farms?)\s+)?"
    rf"(?:in|of|near|outside|inside|on\s+the\s+(?:{_DIRECTION}\s+)?(?:outskirts|edge)\s+of|{_DIRECTION}\s+of)"
    rf"(?:\s+(?:the|a|an|its|{_DIRECTION}|{_HELD}))*"
    rf"(?:\s+(?:[A-Z]\w+\s+)?(?:{_DIRECTION}\s+)?(?P<kind>{_KINDS})\s+of)?"
    rf"(?:\s+(?:the|(?P<rural>rural)))*\s+(?P<name>{_NAME})(?:\s+(?:{_DIRECTION}\s+)?(?P<kind2>{_KINDS})\b)?"
)
_AFTER_OFFSET = re.compile(
    rf"(?:\s+{_ADJECTIVES}{_KINDS})?,?\s+(?:(?:some|about|around|roughly|nearly|just|only)\s+)?"
    rf"(?P<much>\d+(?:\.\d+)?)[ -]?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?)\b(?:\s+\([^)]*\))?"
    rf"(?:\s+(?:to\s+the\s+)?{_DIRECTION}\s+(?:of|from)|\s+(?:from|outside))\s+{_THE}(?:{_KINDS}\s+of\s+)?(?P<name>{_NAME})"
)
""" "Biaro camp, 40 kilometres (25 miles) south of Kisangani"."""
NEIGHBOUR_KM = 60.0
"""Up to this distance a place is told by the town that it is so far from; beyond, the town only gives the bearing."""
_AFTER_DESCRIBED = re.compile(
    rf"(?:\s+{_ADJECTIVES}{_KINDS})?,\s+(?:a|an|the)\s+(?:[\w-]+\s+){{0,4}}?"
    rf"(?:part|district|suburb|quarter|neighbou?rhood|section|enclave|shantytown)\s+(?:of|in)\s+{_THE}(?P<name>{_NAME})"
)
""" "The Karrada area, a once prosperous part of Baghdad"."""
_AFTER_COMMA = re.compile(rf",\s+(?P<name>{_NAME})(?:\s+(?P<kind>{_KINDS})\b)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """core: the name itself. kind: what it is called, "" unsaid. relation: is, part_of, near, road, region.
    part: a compass part ("east"). container: what it lies in, as named, with its kind word kept ("Aleppo province").
    km: how far off to that compass side ("15 km south of"). other: the far end of "between X and Y"."""

    core: str
    kind: str = ""
    relation: str = "is"
    part: str = ""
    container: str = ""
    km: float = 0.0
    other: str = ""


def compass(word: str) -> str:
    """ "north-eastern" and "Northeast" give "northeast"."""
    return re.sub(r"[- ]|ern$", "", word.lower()).removesuffix("ern")


def kind_of_word(word: str) -> str:
    """Kind that a noun names, singular or plural; "" for another word."""
    word = word.lower()
    return KINDS.get(word) or KINDS.get(word.removesuffix("s"), "")


@lru_cache(maxsize=10_000)
def read_mention(text: str) -> Cue:
    """Cues inside the mention's own words."""
    text = " ".join(text.split()).strip(' ,.;:"“”')
    for pattern, relation in _SHAPES:
        if found := pattern.fullmatch(text):
            words = found.groupdict()
            return _shaped(words["core"], relation, words.get("kind"), words.get("dir"))
    return Cue(re.sub(r"^[Tt]he\s+|['’]s?$", "", text))


def _shaped(core: str, relation: str, kind_word: str | None, direction: str | None) -> Cue:
    """The cue of a pattern's parts: of its kind word if it has one, else of what is read in the core."""
    part = compass(direction) if direction else ""
    if kind_word:
        return _kinded(re.sub(r"^[Tt]he\s+", "", core), kind_of_word(kind_word), part)
    inner = read_mention(core)
    if relation in ("suburbs", "rural"):
        return Cue(inner.core, kind="countryside", relation="region", part="suburbs" if relation == "suburbs" else "")
    return replace(inner, relation="region" if inner.relation == "region" else relation, part=part or inner.part)


def _kinded(core: str, kind: str, part: str) -> Cue:
    relation = "region" if kind in REGIONS else "road" if kind == "road" else "is"
    if relation == "is" and (kind in PARTS or kind in SITES):
        relation = "part_of"
    return Cue(core.strip(), kind=kind, relation=relation, part=part)


def read_context(cue: Cue, before: str, after: str) -> Cue:
    """Add to a mention's cues what stands in the `before` and `after` of it (up to `WINDOW` characters each)."""
    kind, relation, part = cue.kind, cue.relation, cue.part
    if not kind:
        found = _AFTER_KIND.match(after) or _AFTER_KINDS.match(after)
        found = found or _BEFORE_KIND.search(before) or _BEFORE_KINDS.search(before)
        if found:
            kind = kind_of_word(found["kind"])
        elif _BEFORE_RURAL.search(before):
            kind = "countryside"
    if relation == "is":
        if kind in REGIONS:
            relation = "region"
        elif kind in PARTS or kind in SITES:
            relation = "part_of"
        elif kind == "road" or _BEFORE_ROAD.search(before):
            relation = "road"
        side = _BEFORE_SIDE.search(before)
        if relation == "is" and not side and _BEFORE_NEAR.search(before):
            relation = "near"
        elif relation == "is" and _BEFORE_PARTS.search(before):
            relation = "part_of"
        elif not part and (found := side or _BEFORE_DIRECTION.search(before)):
            part = compass(found["dir"])
            relation = "part_of" if relation == "is" else relation
    km, other = 0.0, ""
    if found := _BEFORE_OFFSET.search(before):
        km = _km(found["much"], found["unit"])
        relation, part = "near", compass(found["dir"])
    elif relation in ("is", "road") and (ends := _ends(before, after)):
        relation, other = ends
    return Cue(cue.core, kind, relation, part, cue.container or _container(before, after), km, other)


def _ends(before: str, after: str) -> tuple[str, str] | None:
    """Of one end of "the road between X and Y": the relation, and the other end's name; None where it is no end."""
    if found := _BEFORE_SECOND.search(before):
        return "road" if found["road"] or found["way"] else "near", found["name"]
    if (found := _BEFORE_FIRST.search(before)) and (second := _AFTER_AND.match(after)):
        return "road" if found["road"] or found["way"] else "near", second["name"]
    return None


def site_before(before: str) -> str:
    """The kind of the site that a name tells the whereabouts of ("the military airport in X"), "" where of none."""
    if not before.rstrip().lower().endswith(LOCATING):
        return ""
    found = _BEFORE_SITE.search(before)
    kind = kind_of_word(found["kind"]) if found else ""
    return kind if kind in SITES else ""


def kind_words(after: str) -> str:
    """What follows a name and says its kind (" border crossing"), "" where nothing does."""
    found = _AFTER_KIND.match(after)
    return re.sub(r"^['’]?s\b", "", found[0]) if found else ""


def _container(before: str, after: str) -> str:
    if found := _AFTER_CONTAINER.match(after):
        return _named(found["name"], found["kind2"] or found["kind"] or (found["rural"] and "countryside"))
    if found := _BEFORE_CONTAINER.search(before):
        return _named(found["name"])
    if (found := _AFTER_OFFSET.match(after)) and _km(found["much"], found["unit"]) <= NEIGHBOUR_KM:
        return _named(found["name"])
    if found := _AFTER_DESCRIBED.match(after):
        return _named(found["name"])
    if found := _AFTER_COMMA.match(after):
        return _named(found["name"], found["kind"])
    return ""


def _km(much: str, unit: str) -> float:
    return float(much) * (KM_A_MILE if unit.lower().startswith("mile") else 1.0)


def _named(name: str, kind: str | None = None) -> str:
    name = re.sub(r"['’]s?$", "", name)
    return f"{name} {kind}" if kind else name
