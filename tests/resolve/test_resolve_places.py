"""Place names in reports of our own making: the sense chosen, its relation, its identity."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from marsad.knowledge import load_packs
from marsad.records import PLACE_RELATIONS, Place
from marsad.resolve.gazetteer.index import DEFAULT_PATH, Gazetteer
from marsad.resolve.places.cues import Cue, read_context, read_mention
from marsad.resolve.places.mention import PlaceMention
from marsad.resolve.places.resolver import PlaceResolver
from marsad.resolve.places.words import ReportContext

ALEPPO, IDLIB, HOMS, DAMASCUS, MANBIJ, TABQA, BAB = 170063, 169389, 169577, 170654, 167357, 172374, 174018


@pytest.fixture(scope="module")
def resolver() -> PlaceResolver:
    if not DEFAULT_PATH.is_file():
        pytest.skip("the index is not built; python -m marsad.resolve.gazetteer.build")
    packs = load_packs()
    voices = [naming.text for naming in (*packs.source_names, *packs.actor_names)]
    return PlaceResolver(Gazetteer(), packs.places, packs.countries.values(), not_places=voices)


def resolve(resolver: PlaceResolver, marked: str, **context: object) -> list[Place]:
    """Places of the mentions that are written in [brackets]."""
    text, mentions = "", []
    for number, piece in enumerate(marked.replace("]", "[").split("[")):
        if number % 2:
            mentions.append(PlaceMention(text=piece, start=len(text), end=len(text) + len(piece)))
        text += piece
    return resolver.resolve(mentions, ReportContext(text=text, **context))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "geonameid", "relation", "place_id"),
    [
        ("Fighters entered [Manbij] in Syria.", MANBIJ, "is", f"gn:{MANBIJ}"),
        ("Shells fell near [Manbij], Syria, at dawn.", MANBIJ, "near", f"gn:{MANBIJ}/near"),
        ("Shells fell on the outskirts of the Syrian town of [Manbij].", MANBIJ, "near", f"gn:{MANBIJ}/near"),
        ("Syrian troops hold [eastern Aleppo].", ALEPPO, "part_of", f"gn:{ALEPPO}/east"),
        ("The Syrian army cut the road to [Tabqa].", TABQA, "road", f"gn:{TABQA}/road"),
        ("Syria says parts of [Homs] are quiet.", HOMS, "part_of", f"gn:{HOMS}/part"),
        ("Clashes shook [Aleppo province] in Syria.", None, "region", "region:SY:aleppo"),
        ("Clashes shook the [Idlib] countryside in Syria.", None, "region", "region:SY:idlib"),
        ("Clashes shook the provinces of [Hama] and Idlib in Syria.", None, "region", "region:SY:hama"),
        ("They fled across [northern Syria].", None, "region", "region:SY:syria/north"),
        ("They fled to the south of [Syria].", None, "region", "region:SY:syria/near"),
        ("Jets hit [Eastern Ghouta] near Damascus.", None, "region", "region:SY:eastern-ghouta"),
        ("Jets hit the [Eastern Ghouta region] near Damascus.", None, "region", "region:SY:eastern-ghouta"),
        ("A shell hit [Salah Eddin] district in Aleppo.", ALEPPO, "part_of", "syria:salaheddin"),
        ("Syrian troops hold the west bank of the [Manbij river] near Aleppo.", ALEPPO, "near", "name:SY:manbij-river"),
        ("Yemeni troops seized [Hodeidah] airport near Taiz.", 79415, "part_of", "gn:79415/airport"),
        ("Government forces in [Albab], Syria, withdrew.", BAB, "is", f"gn:{BAB}"),
        ("Syrian forces hold [Shayrat] airbase near Homs.", HOMS, "near", "syria:shayrat-air-base"),
        ("Gunmen took the [Hajar] gasfield near Homs in Syria.", HOMS, "near", "syria:hajjar-field"),
    ],
)
def test_relation_and_identity(
    resolver: PlaceResolver, text: str, geonameid: int | None, relation: str, place_id: str
) -> None:
    (place,) = resolve(resolver, text)
    assert (place.geonameid, place.relation, place.place_id) == (geonameid, relation, place_id)


def test_one_name_two_cities_by_what_it_lies_in(resolver: PlaceResolver) -> None:
    aleppo, damascus = resolve(
        resolver,
        "In Syria two died in the [al-Midan] neighborhood in Aleppo. Later the [al-Midan] area in Damascus was hit.",
    )
    assert (aleppo.geonameid, damascus.geonameid) == (ALEPPO, DAMASCUS)


def test_a_village_nobody_knows_is_tied_to_what_the_report_gives(resolver: PlaceResolver) -> None:
    (place,) = resolve(resolver, "Rebels took the village of [Tell Qarzut] near the Syrian city of Idlib.")
    assert (place.geonameid, place.relation, place.place_id) == (IDLIB, "near", "name:SY:tell-qarzut")
    assert place.name == "Tell Qarzut"


def test_a_village_of_a_province_has_no_geonameid(resolver: PlaceResolver) -> None:
    (place,) = resolve(resolver, "Syrian rebels took the village of [Tell Qarzut] in Idlib province.")
    assert (place.geonameid, place.lat, place.place_id) == (None, None, "name:SY:tell-qarzut")


def test_none_of_these_is_an_answer(resolver: PlaceResolver) -> None:
    (place,) = resolve(resolver, "Syrian officials spoke of [Qwzrtplk] and fell silent.")
    assert place.geonameid is None
    assert place.lat is None
    assert place.place_id == "name:SY:qwzrtplk"


def test_a_namesake_across_the_world_is_not_meant(resolver: PlaceResolver) -> None:
    (place,) = resolve(resolver, "Syrian planes bombed the village of [Alliance], the Syrian army said.")
    assert place.country != "US"


def test_world_cities_are_found_from_anywhere(resolver: PlaceResolver) -> None:
    (place,) = resolve(resolver, "Syrian diplomats met in [London].")
    assert (place.name, place.country) == ("London", "GB")


def test_the_country_decides_between_namesakes(resolver: PlaceResolver) -> None:
    (iraqi,) = resolve(resolver, "The Iraqi army, backed from Baghdad and Mosul, shelled [Rabia].")
    (syrian,) = resolve(resolver, "The Syrian army, backed from Latakia and Idlib, shelled [Rabia].")
    assert (iraqi.country, syrian.country) == ("IQ", "SY")


def test_other_conflicts_resolve_with_the_same_code(resolver: PlaceResolver) -> None:
    sangin, helmand = resolve(resolver, "Afghan police left [Sangin] in [Helmand] after clashes.")
    assert (sangin.country, sangin.relation) == ("AF", "is")
    assert (helmand.place_id, helmand.geonameid) == ("region:AF:helmand", None)


def test_an_island_is_called_like_its_town(resolver: PlaceResolver) -> None:
    text = "MANILA - Philippine troops ran into gunmen on [Jolo Island], the army in Manila said."
    assert [place.anchor_name for place in resolve(resolver, text)] == ["Jolo"]


def test_names_from_a_recogniser_replace_the_scan(resolver: PlaceResolver) -> None:
    text = "Forces moved on Dabiq. The village lies close by."
    mention = PlaceMention(text="Dabiq", start=text.index("Dabiq"), end=text.index("Dabiq") + 5)
    context = ReportContext(text=text, countries=("SY",), names=((mention.start, "Dabiq"),))
    (place,) = resolver.resolve([mention], context)
    assert place.place_id == "syria:dabiq"


def test_hints_of_the_caller_beat_the_words_around(resolver: PlaceResolver) -> None:
    text = "Syria: fighting in Hama."
    mention = PlaceMention(text="Hama", start=text.index("Hama"), end=text.index("Hama") + 4, kind_hint="province")
    (place,) = resolver.resolve([mention], ReportContext(text=text))
    assert place.relation == "region"
    (place,) = resolver.resolve([PlaceMention(text="Hama", modifier="outskirts of")], ReportContext(text=text))
    assert (place.relation, place.geonameid) == ("near", 170017)


def test_every_answer_keeps_the_vocabulary(resolver: PlaceResolver) -> None:
    places = resolve(
        resolver, "Syria: [Aleppo], [the south], [Turkish border], [Nusra Hospital], [Qwz], [Iraq], [M4 highway]."
    )
    assert len(places) == 7
    assert {place.relation for place in places} <= set(PLACE_RELATIONS)
    assert all(place.place_id and 1 <= place.precision <= 3 for place in places)


def test_the_answer_does_not_depend_on_other_reports(resolver: PlaceResolver) -> None:
    text = "Syrian rebels left [Manbij] and [Qabr al-Qasir] for [Homs]."
    before = resolve(resolver, text)
    resolve(resolver, "French police searched [Paris] and [Homs].")
    assert resolve(resolver, text) == before


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Aleppo province", Cue("Aleppo", "province", "region")),
        ("northern Aleppo province", Cue("Aleppo", "province", "region", "north")),
        ("Tabqa dam", Cue("Tabqa", "dam", "part_of")),
        ("Deir Ezzor military airport", Cue("Deir Ezzor", "airport", "part_of")),
        ("suburbs of Damascus", Cue("Damascus", "countryside", "region", "suburbs")),
        ("rural Homs", Cue("Homs", "countryside", "region")),
        ("Khan al-Asal", Cue("Khan al-Asal")),
        ("the Turkish border", Cue("Turkish", "stretch", "region")),
    ],
)
def test_cues_within_a_mention(text: str, cue: Cue) -> None:
    assert read_mention(text) == cue


@pytest.mark.parametrize(
    ("before", "after", "kind", "relation", "container"),
    [
        (
            "shells fell on the outskirts of the town of ",
            ", Aleppo province, on Monday",
            "town",
            "near",
            "Aleppo province",
        ),
        ("five died in Idlib's ", " on Monday", "", "is", "Idlib"),
        ("clashes in the Damascus suburb of ", " went on", "neighbourhood", "part_of", "Damascus"),
        ("jets hit ", ", Anadan and Babis in rural Aleppo", "", "is", "Aleppo countryside"),
        ("fighting in ", ", Hama and Idlib provinces", "province", "region", "Hama"),
        ("10 km south of ", " city", "city", "near", ""),
        ("In ", " civilians are trapped", "", "is", ""),
    ],
)
def test_cues_around_a_mention(before: str, after: str, kind: str, relation: str, container: str) -> None:
    cue = read_context(Cue("Somewhere"), before, after)
    assert (cue.kind, cue.relation, cue.container) == (kind, relation, container)


LEAST_ACCURACY = {"train": 0.92, "dev": 0.87}
"""Share of the gold's geonameids that are met: two points under what was reached, room for changes in the packs."""


@pytest.mark.corpora
@pytest.mark.parametrize("part", ["train", "dev"])
def test_gold_places(resolver: PlaceResolver, shared: Path, part: str) -> None:
    folder = shared / "gold" / part
    claims = defaultdict(list)
    for line in (folder / "claims.jsonl").read_text().splitlines():
        claim = json.loads(line)
        if claim["place_text"] and claim["geonameid"]:
            claims[claim["doc"]].append(claim)
    right = total = 0
    for line in (folder / "docs.jsonl").read_text().splitlines():
        doc = json.loads(line)
        mentions = []
        for claim in claims[doc["doc"]]:
            name = claim["place_text"]
            start = doc["text"].find(name, claim["start"], claim["end"])
            start = start if start >= 0 else doc["text"].find(name)
            mentions.append(PlaceMention(text=name, start=start, end=start + len(name) if start >= 0 else -1))
        places = resolver.resolve(mentions, ReportContext(text=doc["text"], title=doc["title"]))
        right += sum(p.geonameid == c["geonameid"] for p, c in zip(places, claims[doc["doc"]], strict=True))
        total += len(places)
    assert right / total >= LEAST_ACCURACY[part]


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Fighting went on in [Syria] while Raqqa and Homs were calm, Syrian officials said.", "region:SY:syria"),
        ("Europe and Syria: refugees reached [Europe] from Syria, Syrian activists said.", "region:ZZ:europe"),
        ("Mexican police found them in [Mexico], near Mexico City.", "region:MX:mexico"),
        ("Gunmen attacked a post in [Gaza], Palestinian medics said.", "gn:281133"),
        ("Shops closed in Mansfield, Texas. Schools in [Mansfield] stay open.", "gn:4709013"),
        ("The fire in Lexington, Ky., spread. Crews in [Lexington] worked all night.", "gn:4297999"),
        ("Troops left Kandahar for [Helmand Province], Afghan officials said.", "region:AF:helmand"),
    ],
)
def test_countries_regions_and_namesakes(text: str, place_id: str, resolver: PlaceResolver) -> None:
    (place,) = resolve(resolver, text)
    assert place.place_id == place_id


def test_a_country_has_a_point_that_stands_for_it(resolver: PlaceResolver) -> None:
    (place,) = resolve(resolver, "Russian officials met in [Russia].")
    assert (place.lat, place.lon) == pytest.approx((60.0, 100.0), abs=3)


@pytest.mark.parametrize(
    ("text", "place_id", "relation", "lat", "lon"),
    [
        ("Mortars fell 15 km south of [Manbij] in Syria.", "gn:167357/15km-south", "near", 36.393, 37.955),
        ("Mortars fell 10 miles east of [Manbij] in Syria.", "gn:167357/16km-east", "near", 36.528, 38.135),
        (
            "A truck burned on the road between [Hama] and Homs in Syria.",
            "gn:169577/road-hamah",
            "road",
            34.928,
            36.737,
        ),
        (
            "A truck burned on the highway linking Hama and [Homs] in Syria.",
            "gn:169577/road-hamah",
            "road",
            34.928,
            36.737,
        ),
        ("Rebels mined the road from [Homs] to Hama in Syria.", "gn:169577/road-hamah", "road", 34.928, 36.737),
        ("A truck burned on the [Hama-Homs] road in Syria.", "gn:169577/road-hamah", "road", 34.928, 36.737),
        ("A truck burned on the [Homs to Hama] highway in Syria.", "gn:169577/road-hamah", "road", 34.928, 36.737),
        ("Shells hit a village 5 km from [Manbij] in Syria.", "gn:167357/near", "near", 36.528, 37.955),
    ],
)
def test_distances_and_roads_have_a_geometry(
    text: str, place_id: str, relation: str, lat: float, lon: float, resolver: PlaceResolver
) -> None:
    (place,) = resolve(resolver, text)
    assert (place.place_id, place.relation, place.precision) == (place_id, relation, 2)
    assert (place.lat, place.lon) == pytest.approx((lat, lon), abs=0.02)


def test_a_road_whose_other_end_is_not_known_lies_by_the_one(resolver: PlaceResolver) -> None:
    (place,) = resolve(resolver, "Rebels blocked the [Qwertabad-Hama] road in Syria.")
    assert (place.geonameid, place.relation) == (170017, "road")


@pytest.mark.parametrize("modifier", ["road", "km from"])
def test_words_that_only_tell_how_a_place_lies_leave_it_no_town(modifier: str, resolver: PlaceResolver) -> None:
    text = (
        "Mortars fell 5 km from Homs in Syria." if modifier == "km from" else "The road between Homs and Hama burned."
    )
    start = text.index("Homs")
    mention = PlaceMention(text="Homs", start=start, end=start + 4, modifier=modifier)
    (place,) = resolver.resolve([mention], ReportContext(text=text))
    assert place.relation in ("near", "road")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the town of [Palma] in northern Mozambique. Fighting went on in [Palma] on Monday.",
        "Mozambican troops left [Palma] on Monday. Hundreds fled [Palma] to Pemba by boat.",
        "In Mocimboa da Praia there was shelling on Sunday. Troops recaptured [Palma] a day later.",
        "Two farmers were killed near [Palma] in Cabo Delgado province.",
        "Gunmen control most of [Palma]. A mine on the Palma-Mueda road killed four people.",
        "MAPUTO - Mozambican troops entered [Palma].",
    ],
)
def test_a_town_that_the_gazetteer_lacks_is_one_place_in_all_reports_and_no_namesake_abroad(
    text: str, resolver: PlaceResolver
) -> None:
    plain = text.replace("[", "").replace("]", "")
    starts = [at - 2 * n for n, at in enumerate(at for at, char in enumerate(text) if char == "[")]
    mentions = [PlaceMention(text="Palma", start=at, end=at + 5) for at in starts]
    context = ReportContext(text=plain, dateline="MAPUTO" if plain.startswith("MAPUTO") else "")
    places = resolver.resolve(mentions, context, scenes=True)
    ids = {place.place_id.removesuffix("/near") for place in places}
    assert ids == {"name:MZ:palma"}
    assert 1040652 not in {place.geonameid for place in places}  # Maputo, where it was written, is no neighbour


def test_a_name_inside_a_word_is_none(resolver: PlaceResolver) -> None:
    setting = resolver.read(ReportContext(text="They shelled Pemba and called Mueda. Many fled Palma to Pemba."))
    assert setting.country == "MZ"
    assert "palma" not in setting.meant


def test_a_site_named_with_its_kind_and_no_place_of_its_own_in_the_text(resolver: PlaceResolver) -> None:
    """What refers back stands nowhere: its own words tell the airport from the village of that name."""
    text = "Syria's army holds the airport at Aleppo."
    mention = PlaceMention(text="Nayrab airport", kind_hint="airport")
    assert [p.place_id for p in resolver.resolve([mention], ReportContext(text=text))] == ["syria:nayrab-airport"]


def test_the_airport_in_a_town_is_the_one_that_a_pack_has_there(resolver: PlaceResolver) -> None:
    text = "Syria's army holds the military airport in Taftanaz and the school in Binnish."
    names = [PlaceMention(text=n, start=text.find(n), end=text.find(n) + len(n)) for n in ("Taftanaz", "Binnish")]
    found = resolver.resolve(names, ReportContext(text=text))
    assert found[0].place_id == "syria:taftanaz-air-base"
    assert found[1].kind != "base"


@pytest.mark.parametrize(
    ("dateline", "text", "country"),
    [
        ("SYDNEY", "Papua New Guinea troops left. Port Moresby lost Papua New Guinea's mine in Bougainville.", "PG"),
        ("ALMATY", "Kyrgyz troops killed gunmen in Kyrgyzstan. The gunmen entered Kyrgyzstan last week.", "KG"),
        ("KAMPALA", "Ugandan rebels killed a British priest in Gulu.", "UG"),
        ("NAIROBI", "Police killed two robbers in the Kibera slum, a Kenyan officer said.", "KE"),
    ],
)  # fmt: skip
def test_an_agencys_office_abroad_is_not_where_its_report_plays(
    resolver: PlaceResolver, dateline: str, text: str, country: str
) -> None:
    assert resolver.read(ReportContext(text=f"{dateline} (AFP) - {text}", dateline=dateline)).country == country
