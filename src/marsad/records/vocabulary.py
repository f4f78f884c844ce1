"""The closed word lists of claims.md: types of claims, their families, statuses, place relations."""

EVENT_TYPES = (
    "armed_clash", "territory_taken", "withdrawal", "air_strike", "shelling", "suicide_bombing", "explosion",
    "chemical_attack", "attack_on_civilians", "abduction", "arrest", "clearance", "movement", "offensive", "agreement",
    "displacement", "aid", "destruction", "other_event", "statement",
)  # fmt: skip
STATE_TYPES = ("control", "contested", "besieged", "contaminated", "presence")
CLAIM_TYPES = EVENT_TYPES + STATE_TYPES

FAMILIES: dict[str, str] = {
    claim_type: family
    for family, types in {
        "bombardment": "air_strike shelling chemical_attack",
        "blast": "suicide_bombing explosion",
        "ground": "armed_clash attack_on_civilians offensive",
        "territory": "territory_taken withdrawal control contested besieged clearance contaminated presence",
        "detention": "abduction arrest",
        "population": "displacement aid agreement",
        "forces": "movement",
        "other": "destruction other_event",
        "statement": "statement",
    }.items()
    for claim_type in types.split()
}
"""Types that one report may call by each other's name: used for matching events and by the scorer."""

STATUSES = ("asserted", "hedged", "denied", "planned")
PLACE_RELATIONS = ("is", "part_of", "near", "road", "region")


def status_of(*, polarity: str, realis: str, certainty: str) -> str:
    """claims.md: where several hold, denied before planned before hedged."""
    if polarity == "negative":
        return "denied"
    if realis != "actual":
        return "planned"
    return "hedged" if certainty == "hedged" else "asserted"


def kind_of(claim_type: str) -> str:
    return "state" if claim_type in STATE_TYPES else "event"
