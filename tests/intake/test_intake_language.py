"""Only English goes on; short English and foreign names are not mistaken for other languages."""
# ruff: noqa: E501  (sentences and markup stay whole)

import pytest

from marsad.intake.language_check import check_english
from marsad.records import RejectedReportError


@pytest.mark.parametrize(
    "text",
    [
        "Army takes bridge",
        "Two killed, nine wounded: Qasr shelling. Source: medics. Mortars, from the hill. Families moving north, no ambulance.",
        "Al-Bab, Qabasin, Bzaah, Tadef, Manbij, Jarablus, Azaz, Dabiq, Raqqa, Deir ez-Zor, Palmyra, Homs, Hama",
        "The mayor, Recep Yıldız, and the imam of the Ulu Cami mosque in Gaziantep spoke to the crowd of the dead.",
        "The group calls the town الباب, and its people call it so too, an elder of the town told us in a message.",
    ],
)
def test_english(text):
    check_english(text, where="a.txt")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "دخلت القوات الحي الغربي من المدينة فجر اليوم بعد ليلة من القصف العنيف وفق ما قاله سكان محليون ومصدر طبي",
            "Arabic (ar)",
        ),
        ("دخلت القوات", "Arabic script"),
        (
            "Les rebelles sont entrés lundi dans le quartier ouest de la ville après une nuit de bombardements, selon des habitants.",
            "French (fr)",
        ),
        (
            "Kämpfer zweier Gruppen sind am Montag nach einer Nacht voller Beschuss in das westliche Viertel der Stadt eingedrungen.",
            "German (de)",
        ),
        (
            "Muhalif gruplar gece boyunca süren bombardımanın ardından pazartesi günü kentin batı mahallesine girdi, dedi görgü tanıkları.",
            "Turkish (tr)",
        ),
        (
            "Боевики двух группировок вошли в западный квартал города в понедельник после ночного обстрела, сообщили жители и врач.",
            "script",
        ),
        ("叛军星期一在一夜炮击后进入该城西部地区，居民和一名医务人员说。", "script"),
    ],
)
def test_other_languages(text, language):
    with pytest.raises(RejectedReportError) as refused:
        check_english(text, where="a.txt")
    assert language in refused.value.what
    assert refused.value.where == "a.txt"
