"""Towns of many countries in the sentences that a newcomer tries first: each must get a claim at that very place.

Names look like persons, bodies or plain words to a recogniser, now this one and now that; one sentence with each town
shows which ways of telling lean on the recogniser alone.
"""

from __future__ import annotations

import hashlib
import random
import re
import sqlite3
from collections import Counter
from contextlib import closing
from unicodedata import normalize

from marsad.records import Interval, Report
from marsad.resolve.gazetteer.index import DEFAULT_PATH

COUNTRIES = {
    "SY": "Syria", "UA": "Ukraine", "SD": "Sudan", "YE": "Yemen", "MM": "Myanmar", "ML": "Mali", "SO": "Somalia",
    "CD": "the Democratic Republic of Congo", "ET": "Ethiopia", "AF": "Afghanistan", "IQ": "Iraq", "CO": "Colombia",
    "LY": "Libya", "NG": "Nigeria",
}  # fmt: skip
SENTENCES = (
    "Rebels in {c} took {t} on Friday.",
    "Fighting broke out near {t}, {c}, on Friday.",
    "Government forces in {c} shelled {t} on Friday, killing three people.",
    "{t} fell to the rebels on Friday, the government of {c} said.",
    "The army of {c} said on Friday that it controls {t}.",
    "Five people were killed in {t} on Friday, officials in {c} said.",
    "Rebels in {c} withdrew from {t} on Friday, residents said.",
    "{t}, which rebels in {c} had held since May, was recaptured on Friday.",
    "An explosion rocked {t} on Friday, {c}'s state television reported.",
    "{t} is under siege, aid workers in {c} said on Friday.",
    "Residents of {t} in {c} fled shelling on Friday.",
    "The {c} army entered {t} at dawn on Friday.",
    "{t} has been under rebel control since Friday, the army of {c} said.",
    "Air strikes kill 12 in {t}, {c}",
    "{c}: Dozens killed in {t} bombing",
    "Battle for {t} enters third week in {c}",
)
TOWNS = 5
"""Of each country, drawn once and for all among its hundred largest."""
LEAST = 0.93
"""Share of the sentences (0.950 when this was written)."""


def written(name: str) -> str:
    """A name as reports write it, without its marks."""
    return re.sub(r"[‘’ʼ'`]", "", normalize("NFKD", name).encode("ascii", "ignore").decode())


def reports() -> dict[str, tuple[str, Report]]:
    """Digest -> the town's own name and a report of one sentence."""
    chance, found = random.Random(5), {}  # noqa: S311 - no secret
    with closing(sqlite3.connect(DEFAULT_PATH)) as file:
        for code, country in COUNTRIES.items():
            query = "SELECT name FROM place WHERE country = ? ORDER BY population DESC, id LIMIT 100"
            for (town,) in chance.sample(file.execute(query, (code,)).fetchall(), TOWNS):
                for sentence in SENTENCES:
                    text = sentence.format(c=country, t=written(town))
                    digest = hashlib.sha256(text.encode()).hexdigest()
                    found[digest] = town, Report(
                        digest=digest, doc=digest[:12], text=text, title="", outlet="",
                        published=Interval("2019-03-14", "2019-03-14"), published_basis="user",
                    )  # fmt: skip
    return found


def test_any_town_is_found_in_plain_sentences(extractor) -> None:
    asked, wrong = reports(), Counter[str]()
    for report, claims in extractor.claims([report for _, report in asked.values()]):
        town = asked[report.digest][0]
        if not any(claim.place == town for claim in claims):
            wrong[report.text] += 1
    share = 1 - len(wrong) / len(asked)
    print(f"{share:.3f} of {len(asked)} sentences have a claim at their town; the others:", *wrong, sep="\n")
    assert share >= LEAST
