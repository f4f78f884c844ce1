"""Who can speak: anybody who is said to, an office with its holder's name, who counts the dead; no section heading."""

from __future__ import annotations

import pytest


def sources(claims) -> set[str]:
    return {c.source for c in claims}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A driver said two soldiers were killed near Gao.", "driver"),
        ("According to the bulletin Ganda Iso fighters executed nine captives in Gao.", "bulletin"),
        ("According to the ministry Malian troops took Gao on Monday.", "ministry"),
        ("Nine people were killed in a raid on Gao on April 15 UN envoy Ali Musa said.", "UN envoy Ali Musa"),
        ("In Bamako President Ali Musa said rebels had left Gao.", "President Ali Musa"),
        ("After talks in New York UN envoy Ali Musa said rebels had left Gao.", "UN envoy Ali Musa"),
        (
            "After talks in Dakar Senegalese Foreign Minister Ali Musa said rebels had left Gao.",
            "Senegalese Foreign Minister Ali Musa",
        ),
        ("For his part President Ali Musa said rebels had left Gao.", "President Ali Musa"),
        ("In the meantime local officials said rebels had left Gao.", "local officials"),
        ("Tags Mali Gao Kidal local activists said rebels had left Gao.", "local activists"),
        ("Rebels left Gao, Channel 10 television said.", "Channel 10 television"),
        ("Fighting broke out near Gao on Monday, both sides said.", "sides"),
        ("A trader was shot dead in Gao on Monday, his wife said.", "wife"),
        ("UN observers said rebels seized the village of Tessalit.", "UN observers"),
        ("A doctor in Gao put the death toll of the bombing at nine.", "doctor in Gao"),
        ("The movement accused troops of killing a dozen herders near Gao.", "movement"),
        ("A woman said two soldiers were killed near Gao.", "woman"),
        ("Rebels seized the village of Tessalit, one student said.", "student"),
        ("Soldiers left Gao, a teacher who asked not to be identified said.", "teacher"),
        ("A nurse who declined to be named told reporters that soldiers left Gao.", "nurse"),
        ("Soldiers left Gao, a police officer, who requested anonymity, said.", "police officer"),
        ("Le Quotidien, quoting a mayor, said rebels seized the village of Tessalit.", "mayor"),
        ("Citing two nurses, the Kidal Herald reported that rebels seized the village of Tessalit.", "nurses"),
        ("Rebels left Gao a rights group which has a network of observers on the ground said Monday.", "rights group"),
        ("Modibo Dikko, who called himself a militia commander, said rebels had left Gao.", "Modibo Dikko"),
        (
            "The Ganda Iso militia in a statement on the messaging service Telegram said rebels had left Gao.",
            "Ganda Iso militia",
        ),
        ("Troops are continuing to shell Gao said hospital director Modibo Dikko.", "hospital director Modibo Dikko"),
        ("An inquiry found that soldiers killed nine herders in Gao.", "inquiry"),
        ("Traders complained that soldiers had looted the market of Gao.", "Traders"),
        ("Rebels seized the village of Tessalit, as reported by Radio Kidal.", "Radio Kidal"),
        ("Per local officials, rebels seized the village of Tessalit.", "local officials"),
        ("Rebels seized Tessalit, the Kidal Herald reported herders as saying.", "herders"),
        (
            "Rebels seized Tessalit, two officials with knowledge of the matter said.",
            "officials with knowledge of the matter",
        ),
        ("The clinic said shells killed nine herders in Gao.", "clinic"),
        ("Radio Kidal reports that rebels seized the village of Tessalit.", "Radio Kidal"),
        (
            "According to a statement by the Ganda Iso militia, rebels seized the village of Tessalit.",
            "Ganda Iso militia",
        ),
        ("Rebels seized Tessalit on Monday, according to a communique issued by the UN mission.", "UN mission"),
        (
            "A rebel commander, Colonel Modibo Dikko, said his men had ambushed a convoy near Gao.",
            "rebel commander Colonel Modibo Dikko",
        ),
    ],
)
def test_whoever_is_said_to_speak(claims_of, text, source):
    assert sources(claims_of(text)) == {source}


def test_he_is_the_one_who_was_introduced(claims_of):
    text = (
        "An army spokesman, General Modibo Dikko, said the town was calm. "
        "He said soldiers had killed two rebels near Gao on Monday."
    )
    assert sources(claims_of(text)) == {"army spokesman General Modibo Dikko"}


def test_a_section_s_heading_says_nothing(claims_of):
    text = "The week in the north.\n\nKidal: two soldiers were killed in an ambush on Monday."
    assert sources(claims_of(text)) == {""}


def test_another_office_is_not_the_resident_before(claims_of):
    text = (
        "Local resident Modibo Dikko said shells fell near the port. "
        "One guard died when a man hurled a grenade at a patrol in Gao, the area police chief said."
    )
    assert sources(c for c in claims_of(text) if c.type == "explosion") == {"area police chief"}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Rebels attacked Gao on Monday, two diplomats and an aid worker said.", {"diplomats", "aid worker"}),
        ("Rebels attacked Gao on Monday, both residents and a monitor said.", {"residents", "monitor"}),
        ("Rebels attacked Gao on Monday, according to both the mayor and residents.", {"mayor", "residents"}),
        ("Residents and three local officials said rebels seized Gao.", {"Residents", "local officials"}),
        ("Witnesses, aid workers and two nurses said rebels seized Gao.", {"Witnesses", "aid workers", "nurses"}),
        ("The raid on Gao killed nine, according to two medics and a driver.", {"medics", "driver"}),
        ("Rebels took the hill and the village of Tessalit, an officer said.", {"officer"}),
    ],
)
def test_who_speak_together_have_a_claim_each(claims_of, text, speakers):
    assert sources(claims_of(text)) == speakers


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Defence and Security Forces inform that four men were arrested in Gao.", "Defence and Security Forces"),
        ("A mine killed four people in Gao, the Defence and Security Forces announced.", "Defence and Security Forces"),
        ("According to the Peace and Justice Council, rebels burned a school in Gao.", "Peace and Justice Council"),
        (
            "The Ministry of Interior and Public Security said that rebels had taken Gao.",
            "Ministry of Interior and Public Security",
        ),
    ],
)
def test_a_body_that_is_named_for_two_fields_is_one(claims_of, text, body):
    assert sources(claims_of(text)) == {body}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The rebels say they still hold Tessalit; the NDLF says it took the town on Monday.",
            {("control", "rebels"), ("territory_taken", "NDLF")},
        ),
        (
            "The Malian army said two soldiers had been killed in Gao.\n\nPolice arrested five men in Kidal, "
            "the interior ministry said.",
            {
                ("armed_clash", "Malian army"),
                ("arrest", "interior ministry"),
            },  # a ministry is not the army named before
        ),
        (
            "An army spokesman said soldiers clashed with rebels near Gao.\n\nNDLF said it had captured Kidal.",
            {("armed_clash", "army spokesman"), ("territory_taken", "NDLF")},  # no name of the spokesman
        ),
        (
            "Clashes between the army and the NDLF have continued around Gao since Monday.",
            {("armed_clash", "")},  # nobody continues speaking
        ),
        (
            "Both factions, said to be fighting near Gao, have brought in men.",
            {("armed_clash", "")},
        ),
    ],
)
def test_who_speaks_beside_whom(claims_of, text, told):
    assert {(c.type, c.source) for c in claims_of(text)} >= told


def test_what_is_debunked_is_denied(claims_of):
    claims = claims_of("The governor debunked reports that Tessalit had been captured by the rebels.")
    assert [(c.type, c.status, c.source) for c in claims] == [("territory_taken", "denied", "governor")]


def test_a_denied_toll_is_not_the_denier_s(claims_of):
    text = (
        "The rebels said they had killed 30 soldiers in Gao, but the army rejected the claim and said it had "
        "beaten back the attackers."
    )
    assert {(c.source, c.tolls[0].low if c.tolls else None) for c in claims_of(text)} == {
        ("rebels", 30),
        ("army", None),
    }


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Rebels stormed Gao on Sunday. They said they had killed 12 soldiers there.", "Rebels"),
        ("Residents fled Gao on Sunday. They said jets had hit the market in Gao.", "Residents"),
        ("The army took Gao, a general said. Rebels fled. They said shelling of Gao went on.", "Rebels"),
        ("Jets hit Gao, medics said. They said shelling of Gao went on.", "medics"),
    ],
)
def test_they_who_speak_are_those_who_were_told_of(claims_of, text, source):
    assert claims_of(text)[-1].source == source


@pytest.mark.parametrize("guards", ["Mali's border guards", "Mali's coast guard"])
def test_guards_of_a_state_speak_for_themselves(claims_of, guards):
    assert {c.source for c in claims_of(f"{guards} said jets had hit the town of Gao.")} == {guards}


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Shells hit Gao, the town's mayor, Idrissa Keita, said on Monday. Idrissa Keita said two died in Gao.",
         {"town's mayor Idrissa Keita"}),
        ("Shells hit Gao, an army spokesman, Colonel Idrissa Keita, told reporters.",
         {"army spokesman Colonel Idrissa Keita"}),
        ("The president accused Chad of shelling Gao. Bamako said that troops held Gao.", {"president", "Bamako"}),
    ],
)  # fmt: skip
def test_an_office_before_a_name_and_a_capital_that_is_no_name(claims_of, text: str, sources: set[str]) -> None:
    assert {c.source for c in claims_of(text)} == sources


@pytest.mark.parametrize(
    ("speaks", "source"),
    [
        ("Malian media report", "Malian media"),
        ("witnesses reached by phone said", "witnesses"),
        ("an army source confirmed to AFP", "army source"),
    ],
)
def test_who_speaks_after_the_comma(claims_of, speaks, source):
    assert [(c.source, c.place_text) for c in claims_of(f"Rebels have taken Gao, {speaks}.")] == [(source, "Gao")]
