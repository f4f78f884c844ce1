"""A war that never was, for tests: three sides around the towns of Sarnab and Tel Wadim, and a claim in one line."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

from marsad.events import TableParties
from marsad.records import Claim

WAR = TableParties(
    bodies={"River Brigade": "Lake League"},
    camps={"Lake League": "lake", "Orvania": "lake", "Night Order": "night", "Hill Council": "hill"},
    speaks_for={
        "Colonel Adar": "Lake League",
        "Orvanian defence ministry": "Orvania",
        "Order's news page": "Night Order",
    },
    letters={"Peace Watch": "B"},
    bases={"Peace Watch": "observers in every town, method published"},
)
"""Lake League and Orvania fight side by side; the Night Order and the Hill Council fight them and each other."""

KINDS = {"": "outlet", "Peace Watch": "monitor", "Colonel Adar": "party", "Orvanian defence ministry": "official",
         "Order's news page": "party", "Lake League": "party", "Night Order": "party", "a resident": "eyewitness",
         "sources": "unnamed", "Field Network": "activist"}  # fmt: skip

_numbers = count(1)

TOWNS = {"Sarnab": 101, "Tel Wadim": 102, "Harun": 103}


def claim(
    claim_type: str, day: str | tuple[str | None, str | None] = "2031-05-04", *, quote: str = "", source: str = "",
    place: str = "Sarnab", doc: str = "a", published: str | None = None, status: str = "asserted", **more: object,
) -> Claim:  # fmt: skip
    """A claim of the invented war. day: a day, or (first, last)."""
    first, last = day if isinstance(day, tuple) else (day, day)
    number = next(_numbers)
    quote = quote or f"{claim_type.replace('_', ' ')} reported from the town of {place} on the day in question"
    said = published or last or first
    fields: dict[str, object] = {
        "doc": doc, "report": f"digest-{doc}", "id": f"c{number:05d}", "quote": quote, "start": number * 400,
        "end": number * 400 + len(quote), "type": claim_type, "source": source,
        "source_kind": KINDS.get(source, "outlet"),
        "outlet": f"outlet {doc}", "place_text": place, "place": place, "geonameid": TOWNS.get(place),
        "place_id": f"gn:{TOWNS[place]}" if place in TOWNS else "", "date_start": first, "date_end": last,
        "published_start": said, "published_end": said,
        "polarity": "negative" if status == "denied" else "positive",
        "realis": "future" if status == "planned" else "actual",
        "certainty": "hedged" if status == "hedged" else "certain",
    }  # fmt: skip
    return Claim(**(fields | more))  # type: ignore[arg-type]


SYRIA = TableParties(
    camps={
        "Free Syrian Army": "turkish", "Turkey": "turkish", "Islamic State": "is",
        "Syrian Democratic Forces": "kurdish",
        "Kurdish forces": "kurdish", "Syrian government forces": "government", "Pro-government militias": "government",
    },
    speaks_for={
        "rebel commander Ahmad Othman": "Free Syrian Army", "Turkish Defense minister Isik": "Turkey",
        "SDF officer Habun Osman": "Syrian Democratic Forces", "Bashar al-Assad": "Syrian government forces",
    },
)  # fmt: skip
"""What the packs know of the two seed articles' parties, frozen here so that these tests test these rooms only."""

SEED_KINDS = {
    "Syrian Observatory for Human Rights": "monitor", "Free Syrian Army": "party",
    "rebel commander Ahmad Othman": "party",
    "Turkish Defense minister Isik": "official", "SDF officer Habun Osman": "party", "Bashar al-Assad": "official",
    "Russian Foreign Ministry": "official", "local activists": "activist",
    "local media activist Nasim Babi": "activist",
    "reports": "unnamed",
}  # fmt: skip


def seed_claims(shared: Path) -> list[Claim]:
    """The 44 claims of the two seed articles with what `marsad.resolve` would add: ids, kinds, days of publication."""
    out = []
    for line in (shared / "seeds" / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        row = {name: value for name, value in json.loads(line).items() if value is not None}
        status, part, number = row["status"], row.get("part") or "", row.get("geonameid")
        published = "2016-09-08" if row["doc"].startswith("001") else "2017-02-23"
        relation = "road" if "village" in part else "near" if "within kilometers" in part else "is"
        row |= {
            "polarity": "negative" if status == "denied" else "positive",
            "realis": "future" if status == "planned" else "actual",
            "certainty": "hedged" if status == "hedged" else "certain",
            "place_id": f"gn:{number}" if number else "", "place_relation": relation,
            "report": row["doc"], "outlet": f"outlet {row['doc'][:3]}",
            "published_start": published, "published_end": published,
            "source_kind": SEED_KINDS.get(row.get("source", ""), "outlet"),
        }  # fmt: skip
        out.append(Claim.from_json(row))
    return out
