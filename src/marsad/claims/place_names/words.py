"""Words of English that tell where a place is named, and capitals that name none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

COUNTRY = "country"

REGION_KINDS = frozenset(
    {
        "province", "governorate", "countryside", "region", "state", "county", "suburbs", "desert", "department",
        "prefecture", "oblast"
    }
)  # fmt: skip
LARGE = REGION_KINDS | {COUNTRY}
"""Kinds of what holds towns."""
PROVINCES = REGION_KINDS - {"county", "suburbs", "desert"}
"""After a name they are a part of it: "Aleppo province" is no town."""
INNER_KINDS = frozenset(
    {
        "neighbourhood", "neighborhood", "district", "suburb", "quarter", "street", "square", "checkpoint",
        "roundabout", "area", "camp", "hill"
    }
)  # fmt: skip
SETTLEMENTS = frozenset({"city", "town", "village", "hamlet", "cities", "towns", "villages"})
DIRECTIONS = frozenset(
    {
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "northeast", "northwest",
        "southeast", "southwest", "north-east", "north-west", "south-east", "south-west", "northeastern",
        "northwestern", "southeastern", "southwestern", "north-eastern", "north-western", "central", "rural", "outer",
        "upper", "lower"
    }
)  # fmt: skip
SITES = frozenset(
    {
        "road", "highway", "motorway", "street", "avenue", "boulevard", "square", "roundabout", "junction",
        "crossroads", "crossing", "checkpoint", "bridge", "tunnel", "dam", "canal", "camp", "base", "airbase",
        "airport", "airfield", "airstrip", "barracks", "barrack", "garrison", "fort", "fortress", "outpost", "hill",
        "hilltop", "ridge", "height", "mountain", "valley", "gorge", "island", "river", "lake", "forest", "bazaar",
        "market",
        "factory", "refinery", "mine", "hospital", "clinic", "school", "university", "college", "mosque", "church",
        "temple", "shrine", "cathedral", "monastery", "seminary", "hotel", "stadium", "cemetery", "prison", "palace",
        "station", "terminal", "farm", "pass", "supermarket", "cafe", "field", "oilfield", "park",
    }
)  # fmt: skip
"""Kinds that belong to the name before them: "Fik road" is no place called Fik."""
KIND_MODIFIERS = frozenset({"national", "oil", "gas", "refugee", "military", "air", "border", "game"})
"""Words between a name and its kind: "X refugee camp"."""
LANDMARKS = frozenset(
    {
        "ain", "bab", "beit", "bir", "deir", "jabal", "kafr", "kfar", "khan", "mount", "ras", "santa", "tal", "tel",
        "tell", "wadi",
    }
)  # fmt: skip
"""Words for a spring, a gate, a hill, a monastery that open names, with or without an article."""
TOPONYM_OPENINGS = LANDMARKS | frozenset(
    {
        "ayn", "bayt", "dahiyet", "dar", "dayr", "ein", "hosh", "housh", "jebel", "jisr", "jub", "jubb", "kafar",
        "kufr", "madinat", "marj", "nova", "novo", "porto", "puerto", "qalaat", "qalat", "sahl", "serra", "tall",
        "villa",
    }
)  # fmt: skip
"""With others for a bridge, a port: words that open names of places, hardly those of people."""
ARTICLES = LANDMARKS | frozenset(
    {
        "abu", "ad", "al", "an", "ar", "as", "ash", "at", "az", "de", "el", "la", "las", "los", "san", "umm",
    }
)  # fmt: skip
ARTICLED_ADJECTIVES = frozenset(
    {
        "jadida", "jadideh", "jadidah", "jdeideh", "jdeide", "qadima", "qadimah", "qadim", "atiqa", "kabir", "kabira",
        "kabireh", "saghir", "saghira", "saghireh", "sharqi", "sharqiya", "sharqiyah", "sharqieh", "gharbi", "gharbiya",
        "gharbiyah", "gharbieh", "shamali", "shamaliya", "shamaliyah", "janubi", "janubiya", "janubiyah", "qibli",
        "qibliya", "fawqa", "fawqani", "fawqaniya", "tahta", "tahtani", "tahtaniya", "wusta", "awsat", "sharqia",
        "gharbia", "foqani", "tehtani", "shamaliyeh", "janubiyeh", "sharqiyeh", "gharbiyeh"
    }
)  # fmt: skip
"""Arabic adjectives that go on a name with an article of their own: "al-Midan al-Sharqi", "al-Ashrafiya al-Jadida"."""
DISTANCES = frozenset({"km", "kms", "kilometres", "kilometers", "miles", "mile", "minutes", "hours"})
NEARNESS = frozenset({"near", "outside", "around", "towards", "toward", "off", "surrounding", "close"})
OUTSKIRTS = frozenset({"outskirts", "edge", "vicinity", "surroundings", "outskirt", "environs", "gates"})
DAYS_AND_MONTHS = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december", "ramadan", "eid",
    }
)  # fmt: skip
BESIDE_DAYS = frozenset({"mid", "late", "early", "a", "an", "the", "last", "next", "-", "–", "'s", "’s", "s"})
"""Words that a day or a month may be written with ("mid-July", "an October 6 attack")."""
NOT_PLACES = DAYS_AND_MONTHS | frozenset(
    {
        "islam", "islamic", "muslim", "muslims", "moslem", "moslems", "sunni", "shiite", "shia",
        "christian", "christians", "arab", "arabs",
        "kurd", "kurds", "kurdish", "god", "allah", "telegram", "twitter", "facebook", "youtube", "whatsapp", "skype",
        "west", "western", "east", "state", "president", "minister", "army", "general", "colonel", "the", "this",
        "that", "it", "he", "she", "we", "they", "there", "but", "and", "in", "on", "at", "his", "her", "its", "since",
        "after", "before", "when", "while", "meanwhile", "also", "more", "most", "some", "several", "many", "two",
        "three", "four", "five", "six", "molotov"
    }
)  # fmt: skip
MEDIA_WORDS = frozenset(
    {
        "television", "tv", "radio", "news", "agency", "observatory", "network", "post", "times", "university",
        "center", "media"
    }
)  # fmt: skip
COMMON_CAPITALS = frozenset(
    {
        "human", "rights", "air", "border", "road", "kill", "kills", "killed", "dead", "strike", "strikes", "attack",
        "attacks", "sarin", "katyusha", "grad", "tomahawk", "state", "foreign", "defense", "defence", "minister",
        "ministry", "security", "council", "united", "nations", "red", "crescent", "cross", "news", "photo", "image",
        "tags", "read", "source", "sources", "group", "front", "forces", "breaking", "update", "observatory",
        "coalition", "committee", "charter", "article", "day", "night", "civil", "secretary", "hospital", "monitor",
        "spokesman", "doctors", "network", "school", "corridor", "camp", "commander", "opposition", "congress", "early",
        "bureau", "hometown", "division", "brigade", "regiment", "battalion", "takfiri", "research"
    }
)  # fmt: skip
"""Words that headlines, offices and weapons write with capitals and that some village somewhere bears as its name."""


@dataclass(frozen=True, slots=True)
class CountryWords:
    """Words for countries, lower case: their names, and adjectives, peoples, capitals as voices."""

    names: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()


DEEDS = frozenset({"massacre", "operation", "offensive", "airstrike", "airstrikes", "bombing", "bombings", "shelling",
                   "battle", "siege", "clashes", "attack", "attacks", "raid", "raids"})  # fmt: skip
"""What a name of a place tells which, with a capital, too ("the Qana Massacre")."""
HEADLINE_ENDS = DEEDS | frozenset({"monitor", "monitors", "ngo", "tags", "activists", "reuters", "afp"})
"""Words with which a headline ends, or the next line begins, after a place's name ("19 killed in X Monitor")."""


PART_NOUNS = frozenset(
    {
        "part", "district", "neighbourhood", "neighborhood", "area", "village", "quarter", "suburb", "centre",
        "center", "outskirts", "position", "building", "half", "side", "street", "portion", "section", "most",
        "swathe", "edge", "point", "headquarters", "hill", "farm", "road", "pocket", "corner",
    }
)  # fmt: skip
"""Nouns for a part of a place."""
BUILDINGS = frozenset(
    {
        "hall", "post", "compound", "complex", "gate", "silo", "warehouse", "depot", "courthouse", "court", "jail",
        "tower", "office", "plant", "intersection", "embassy", "parliament", "laboratory", "bakery", "ministry",
        "house", "block", "garage", "institute", "academy", "library", "port", "harbour", "harbor", "mansion",
        "residence", "villa",
    }
)  # fmt: skip
"""What stands in a town besides SITES."""
PREMISES = SITES | BUILDINGS
"""Who takes them has not taken the town."""
SHARES = frozenset(
    {
        "percent", "cent", "%", "half", "third", "quarter", "most", "majority", "rest", "handful", "number",
    }
)  # fmt: skip
"""Nouns for a share of what follows "of"."""
LINKING = frozenset({"link", "connect", "join", "lead", "run"})
"""Verbs of what a road lies between ("the road linking X to Y")."""
EXCEPTING = frozenset({"except", "excluding", "besides", "bar", "apart from", "aside from", "other than", "except for",
                       "save for", "exception"})  # fmt: skip
"""Words before what is left out ("all of the city except X")."""
DEALS = frozenset({"Agreement", "Accord", "Accords", "Convention", "Protocol", "Treaty", "Declaration", "Pact"})
"""After a place's name they make it that of a deal made there."""


def names_deal(text: str, end: int) -> bool:
    """Whether what ends there is part of a deal's name."""
    return text[end : end + 1] == " " and text[end + 1 : end + 16].split(" ", 1)[0].rstrip(".,;") in DEALS


def is_time(words: Sequence[str]) -> bool:
    """Whether a name is only a day's or a month's: "Tuesdays raid" of texts without apostrophes, "mid-July"."""
    times = [word.removesuffix("s").rpartition("-")[2] in DAYS_AND_MONTHS for word in words]
    return any(times) and all(
        time or word in BESIDE_DAYS or word.isdigit() for time, word in zip(times, words, strict=True)
    )
