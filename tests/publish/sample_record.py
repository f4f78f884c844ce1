"""An invented war of six places, in our own words: what the tests of publish and of the page are shown."""

from __future__ import annotations

import hashlib
from typing import Any

from marsad.publish.report_data import report_data
from marsad.records import (
    Candidate,
    Claim,
    ClaimWeight,
    Control,
    Disagreement,
    Event,
    Interval,
    Origin,
    Place,
    Report,
    Share,
    Side,
    Spell,
    claim_id,
)

HOSTILE = '</script><script>document.title = "broken out"</script><!-- <img src=x onerror=alert(1)> \u2028 \u2029'
"""What a report might hold to break out of the page's data."""

FRONT, ARMY, RIVER, NATION = "Northern Front", "Republic Army", "River Brigades", "Lodestar"
ALLIES = f"{RIVER} + {NATION}"

PLACES = {
    place.place_id: place
    for place in (
        Place(place_id="gn:1", name="Tell Nour", geonameid=1, lat=36.37, lon=37.52, country="SY", admin1="Aleppo"),
        Place(place_id="gn:2", name="Kasr Amid", geonameid=2, lat=36.53, lon=37.95, country="SY", admin1="Aleppo"),
        Place(place_id="gn:3", name="Bir Salem", geonameid=3, lat=35.95, lon=39.01, country="SY", admin1="Raqqa"),
        Place(place_id="gn:4", name="Dar Hassan", geonameid=4, lat=36.82, lon=38.01, country="SY", admin1="Aleppo"),
        Place(place_id="gn:5", name="Wadi Rahal", geonameid=5, lat=35.84, lon=38.55, country="SY", admin1="Raqqa"),
        Place(place_id="gn:1/old-mill", name="old mill quarter", geonameid=1, lat=36.37, lon=37.52, relation="part_of"),
    )
}

TEXTS = {
    "herald-09-08.txt": (
        "The Morning Herald",
        "2016-09-08",
        "Front said to leave Tell Nour\n\n"
        "The Northern Front, which has held Tell Nour since October 2014, is reportedly pulling its men out. "
        "Local activists said on Thursday that the group had moved its heavy guns to Bir Salem before dawn. A "
        "resident, Samir Darwish, said dozens of trucks left for Wadi Rahal instead. The River Brigades plan to "
        "march on the town before winter, their spokesman Col. Idris Haddad told the Plains News Agency. Kasr "
        "Amid was retaken by the River Brigades in August after a siege of ten weeks. The Republic Army is "
        "besieging Wadi Rahal from three sides.",
    ),
    "plains-agency-02-23.txt": (
        "Plains News Agency",
        "2017-02-23",
        "Rebels and Lodestar enter Tell Nour\n\n"
        "“We announce that Tell Nour is completely free,” said Yusuf Karim, a commander of the River Brigades. He"
        " added that mines were being lifted from the old mill quarter. The defence minister of Lodestar said the"
        " town was almost in the hands of the allied force. The Plains Observatory, which follows the war from "
        "abroad, said that the allies had swept about 70 percent of Tell Nour. It said the Northern Front "
        "withdrew to the south during the night through a corridor that was left open. At least 12 fighters were "
        "killed, the Observatory said. Karim put the number of dead at 30 and said the enemy was chased out after"
        " hours of fighting.",
    ),
    "capital-radio-02-24.txt": (
        "Capital Radio",
        "2017-02-24",
        "Army advances\n\n"
        "The Republic Army said it took four villages near Wadi Rahal. It denied that its artillery had shelled "
        "Dar Hassan on Friday. Witnesses in Dar Hassan said shells killed three people in the market. The "
        "Northern Front still controls Bir Salem. Aid trucks reached Kasr Amid, the United Relief Office said. “"
        + HOSTILE
        + "” was painted on a wall in Dar Hassan, a reporter noted.",
    ),
}


def _reports() -> dict[str, Report]:
    return {
        doc: Report(
            digest=hashlib.sha256(text.encode()).hexdigest(),
            doc=doc,
            text=text,
            title=text.partition("\n")[0],
            outlet=outlet,
            published=Interval.of_day(day),
            published_basis="text",
        )
        for doc, (outlet, day, text) in TEXTS.items()
    }


REPORTS = _reports()
HERALD, PLAINS, CAPITAL = TEXTS


def _claim(doc: str, quote: str, claim_type: str, place_id: str = "gn:1", **fields: Any) -> Claim:
    report, place = REPORTS[doc], PLACES[place_id]
    start = report.text.index(quote)
    source, actor = fields.get("source", ""), fields.get("actor1", "")
    return Claim(
        doc=doc,
        id=claim_id(
            report=report.digest,
            start=start,
            end=start + len(quote),
            claim_type=claim_type,
            source=source,
            actor1=actor,
            place_id=place_id,
        ),
        report=report.digest,
        outlet=report.outlet,
        quote=quote,
        start=start,
        end=start + len(quote),
        type=claim_type,
        place_id=place_id,
        place=place.name if place.relation == "is" else "Tell Nour",
        place_text=place.name,
        place_relation=place.relation,
        geonameid=place.geonameid,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        origin=fields.pop("origin", source or report.outlet),
        date_start=fields.pop("start", report.published.start),
        date_end=fields.pop("end", report.published.end),
        published_start=report.published.start,
        published_end=report.published.end,
        made_by="core",
        **fields,
    )


OBSERVATORY = {"source": "Plains Observatory", "source_kind": "monitor"}
KARIM = {"source": "Yusuf Karim", "source_kind": "party", "origin": "River Brigades"}

CLAIMS = (
    _claim(HERALD, "which has held Tell Nour since October 2014", "control", actor1=FRONT, start="2014-10-01"),
    _claim(HERALD, "is reportedly pulling its men out", "withdrawal", actor1=FRONT, certainty="hedged"),
    _claim(
        HERALD,
        "had moved its heavy guns to Bir Salem before dawn",
        "movement",
        actor1=FRONT,
        source="local activists",
        source_kind="activist",
        from_place="Tell Nour",
        to_place="Bir Salem",
        date_text="on Thursday",
    ),
    _claim(
        HERALD,
        "dozens of trucks left for Wadi Rahal instead",
        "movement",
        actor1=FRONT,
        source="Samir Darwish",
        source_kind="eyewitness",
        from_place="Tell Nour",
        to_place="Wadi Rahal",
    ),
    _claim(
        HERALD,
        "plan to march on the town before winter",
        "offensive",
        actor1=RIVER,
        realis="future",
        via="Plains News Agency",
        source="Idris Haddad",
        source_kind="party",
        origin="River Brigades",
        start="2016-09-08",
        end="2016-12-21",
    ),
    _claim(
        HERALD,
        "Kasr Amid was retaken by the River Brigades in August",
        "territory_taken",
        "gn:2",
        actor1=RIVER,
        actor2=FRONT,
        start="2016-08-01",
        end="2016-08-31",
    ),
    _claim(HERALD, "The Republic Army is besieging Wadi Rahal from three sides", "besieged", "gn:5", actor1=ARMY),
    _claim(PLAINS, "Tell Nour is completely free", "control", actor1=ALLIES, extent=1.0, **KARIM),
    _claim(
        PLAINS, "mines were being lifted from the old mill quarter", "clearance", "gn:1/old-mill", actor1=RIVER, **KARIM
    ),
    _claim(PLAINS, "mines were being lifted from the old mill quarter", "contaminated", "gn:1/old-mill", **KARIM),
    _claim(
        PLAINS,
        "the town was almost in the hands of the allied force",
        "control",
        actor1=ALLIES,
        source="defence minister",
        source_kind="official",
        origin=NATION,
    ),
    _claim(
        PLAINS,
        "the allies had swept about 70 percent of Tell Nour",
        "control",
        actor1=ALLIES,
        extent=0.7,
        **OBSERVATORY,
    ),
    _claim(
        PLAINS, "the Northern Front withdrew to the south during the night", "withdrawal", actor1=FRONT, **OBSERVATORY
    ),
    _claim(
        PLAINS,
        "At least 12 fighters were killed",
        "armed_clash",
        actor1=RIVER,
        actor2=FRONT,
        killed_low=12,
        **OBSERVATORY,
    ),
    _claim(
        PLAINS,
        "put the number of dead at 30",
        "armed_clash",
        actor1=RIVER,
        actor2=FRONT,
        killed_low=30,
        killed_high=30,
        **KARIM,
    ),
    _claim(
        PLAINS,
        "the enemy was chased out after hours of fighting",
        "territory_taken",
        actor1=RIVER,
        actor2=FRONT,
        **KARIM,
    ),
    _claim(
        PLAINS, "through a corridor that was left open", "agreement", actor1=ALLIES, certainty="hedged", **OBSERVATORY
    ),
    _claim(
        CAPITAL,
        "it took four villages near Wadi Rahal",
        "territory_taken",
        "gn:5",
        actor1=ARMY,
        source=ARMY,
        source_kind="party",
    ),
    _claim(
        CAPITAL,
        "It denied that its artillery had shelled Dar Hassan on Friday",
        "shelling",
        "gn:4",
        actor1=ARMY,
        source=ARMY,
        source_kind="party",
        polarity="negative",
    ),
    _claim(
        CAPITAL,
        "shells killed three people in the market",
        "shelling",
        "gn:4",
        actor1=ARMY,
        source="witnesses",
        source_kind="eyewitness",
        killed_low=3,
        killed_high=3,
        part="the market",
    ),
    _claim(CAPITAL, "The Northern Front still controls Bir Salem", "control", "gn:3", actor1=FRONT),
    _claim(
        CAPITAL, "Aid trucks reached Kasr Amid", "aid", "gn:2", source="United Relief Office", source_kind="official"
    ),
    _claim(CAPITAL, HOSTILE, "destruction", "gn:4", source="a reporter", unresolved=("actor: nobody is named",)),
)


def _ids(*quotes: str, doc: str | None = None) -> tuple[str, ...]:
    return tuple(c.id for c in CLAIMS if any(q in c.quote for q in quotes) and doc in (None, c.doc))


SHELLING = _ids("It denied that", "shells killed")
TAKING = _ids("completely free", "almost in the hands", "70 percent")

EVENTS = (
    Event(
        id="e1",
        type="shelling",
        place="Dar Hassan",
        place_id="gn:4",
        date_start="2017-02-24",
        date_end="2017-02-24",
        actors=(ARMY,),
        claims=SHELLING,
        origins=(
            Origin(
                name=ARMY, kind="party", interest=ARMY, reliability="D", claims=SHELLING[:1], outlets=("Capital Radio",)
            ),
            Origin(name="witnesses", kind="eyewitness", interest="none known", claims=SHELLING[1:]),
        ),
        credibility=3,
        reasons=("One origin without a known interest says so; the party named denies it.",),
        disagreements=(
            Disagreement(
                question="occurrence",
                note="The party named denies the shelling.",
                sides=(
                    Side(value="it did not happen", origins=(ARMY,), claims=SHELLING[:1]),
                    Side(value="three people were killed", origins=("witnesses",), claims=SHELLING[1:]),
                ),
            ),
        ),
    ),
    Event(
        id="e2",
        type="control",
        place="Tell Nour",
        place_id="gn:1",
        date_start="2017-02-23",
        date_end="2017-02-23",
        actors=(RIVER, NATION),
        claims=TAKING,
        origins=(
            Origin(name="River Brigades", kind="party", interest=RIVER, reliability="D", claims=TAKING[:1]),
            Origin(name=NATION, kind="official", interest=NATION, reliability="C", claims=TAKING[1:2]),
            Origin(
                name="Plains Observatory", kind="monitor", interest="none known", reliability="B", claims=TAKING[2:]
            ),
        ),
        credibility=2,
        reasons=("Three origins agree that the allies are in the town; they disagree on how much of it they hold.",),
        disagreements=(
            Disagreement(
                question="extent",
                note="Two voices of the attacking side claim more than the monitor.",
                sides=(
                    Side(value="all of it", origins=("River Brigades",), claims=TAKING[:1]),
                    Side(value="almost all of it", origins=(NATION,), claims=TAKING[1:2]),
                    Side(value="about 70%", origins=("Plains Observatory",), claims=TAKING[2:]),
                ),
            ),
        ),
    ),
)

BETWEEN = (
    Disagreement(
        question="destination",
        note="Two accounts of one departure.",
        sides=(
            Side(value="Bir Salem", origins=("local activists",), claims=_ids("heavy guns")),
            Side(value="Wadi Rahal", origins=("Samir Darwish",), claims=_ids("dozens of trucks")),
        ),
    ),
)


def _spell(place_id: str, controller: str | None, start: str, end: str, **fields: Any) -> Spell:
    return Spell(
        place_id=place_id,
        controller=controller,
        start=start,
        end=end,
        earliest_start=fields.pop("earliest", start),
        latest_start=fields.pop("latest", start),
        probability=fields.pop("probability", 0.9),
        status=fields.pop("status", "held"),
        **fields,
    )


SPELLS = {
    "gn:1": (
        _spell("gn:1", FRONT, "2014-10-15", "2017-02-22", earliest="2014-10-01", latest="2014-10-31", probability=0.94),
        _spell("gn:1", ALLIES, "2017-02-23", "2017-03-01", earliest="2017-02-22", probability=0.83, claims=TAKING),
    ),
    "gn:2": (
        _spell("gn:2", FRONT, "2015-03-01", "2016-08-15", earliest="2014-10-01", latest="2016-05-20", probability=0.6),
        _spell("gn:2", RIVER, "2016-08-16", "2017-03-01", earliest="2016-08-01", latest="2016-08-31", probability=0.97),
    ),
    "gn:3": (
        _spell("gn:3", FRONT, "2015-01-01", "2017-03-01", earliest="2014-10-01", latest="2016-09-08", probability=0.97),
    ),
    "gn:4": (_spell("gn:4", RIVER, "2016-06-01", "2017-03-01", probability=0.55, status="contested"),),
    "gn:5": (_spell("gn:5", FRONT, "2016-01-01", "2017-03-01", probability=0.78, status="besieged"),),
}


def _control(
    place_id: str, at: str, controller: str | None, probability: float, status: str = "held", **fields: Any
) -> Control:
    place = PLACES[place_id]
    return Control(
        place=place.name,
        place_id=place_id,
        geonameid=place.geonameid,
        at=at,
        as_known_at=None,
        controller=controller,
        probability=probability,
        status=status,
        **fields,
    )


DAYS = {
    "gn:1": (
        _control("gn:1", "2014-10-15", FRONT, 0.94, extent=1.0),
        _control(
            "gn:1",
            "2017-02-23",
            ALLIES,
            0.83,
            extent=0.7,
            shares=(
                Share(controller=ALLIES, extent=0.7, part="", claims=TAKING),
                Share(controller=FRONT, extent=0.3, part="the south", claims=()),
            ),
            contamination="reported contaminated (River Brigades, 23 February 2017)",
            candidates=(Candidate(controller=ALLIES, probability=0.83), Candidate(controller=FRONT, probability=0.17)),
            claims=tuple(ClaimWeight(id=name, supports=ALLIES, weight=0.5) for name in TAKING),
            notes=("70 percent and completely free cannot both be so.",),
        ),
    ),
    "gn:3": (
        _control("gn:3", "2015-01-01", FRONT, 0.97),
        _control("gn:3", "2016-11-01", FRONT, 0.96, contamination="reported contaminated (the road; 1 November 2016)"),
        _control("gn:3", "2017-01-15", FRONT, 0.97, contamination="reported cleared (all of it; 15 January 2017)"),
    ),
    "gn:4": (_control("gn:4", "2016-06-01", RIVER, 0.55, "contested", contested_by=(ARMY,)),),
    "gn:5": (_control("gn:5", "2016-01-01", FRONT, 0.78, "besieged", besieged_by=(ARMY,)),),
}

TOWNS = (
    Place(place_id="gn:90", name="Great Ford", lat=36.2, lon=38.16),
    Place(place_id="gn:91", name="Salt Market", lat=36.66, lon=38.7),
)


def sample_data(**changes: Any) -> Any:
    """The whole record as the page's data; `changes` replace arguments of `report_data`."""
    arguments: dict[str, Any] = {
        "reports": tuple(REPORTS.values()),
        "claims": CLAIMS,
        "events": EVENTS,
        "spells": SPELLS,
        "days": DAYS,
        "disagreements": BETWEEN,
        "rejected": (("scan.pdf", "is not text"),),
        "versions": {"marsad": "0.1.0", "packs": "core 1"},
        "places": PLACES,
        "towns": TOWNS,
        "title": "The northern plain, September 2016 to February 2017",
    }
    return report_data(**{**arguments, **changes})
