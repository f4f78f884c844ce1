"""Every kind of input, and every bad one: a report or one clear line, and the rest goes on."""
# ruff: noqa: E501  (sentences and markup stay whole)

import hashlib
import json
import os
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from marsad.intake import Received, Rejected, read_paths, report_from_bytes
from marsad.intake.walking import open_regular
from marsad.records import RejectedReportError

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LEAD = "Fighters of two rebel groups entered the western quarter of Qasr after a night of shelling, residents and a medic said."
MORE = (
    "The army denied that it had lost the bridge, and said that its guns had killed at least twelve of the attackers."
)

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Rebels enter quarter of Qasr | The Levant Courier</title>
<meta property="og:site_name" content="The Levant Courier"><meta property="og:title" content="Rebels enter quarter of Qasr">
<meta name="author" content="Rana Aziz">{{date}}<script>var tracker = "army withdraws";</script></head><body>
<div class="cookie-banner"><p>We use cookies to improve your visit.</p><button>Accept all</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Rebels enter quarter of Qasr</h1><p>{LEAD}</p><p>{MORE}</p>
<p>“We&nbsp;buried nine people this morning,” said a nurse, who asked not to be named for fear of reprisals.</p></article>
<aside><h3>Related stories</h3><ul><li><a href="/1">Ten things to know about truces</a></li></ul></aside>
<section id="comments"><h2>Comments</h2><div class="comment"><p>They should all go home.</p></div></section>
<footer><p>© 2016 The Levant Courier</p></footer></body></html>"""


def read(*paths, **options):
    return list(read_paths([Path(path) for path in paths], now=NOW, **options))


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rejection(result):
    (only,) = result
    assert isinstance(only, Rejected)
    assert only.where and only.reason and only.advice
    assert "\n" not in str(only)
    return only


# Kinds of input


def test_plain_text_keeps_every_character(tmp_path):
    text = f"Rebels enter quarter of Qasr\n\n8\xa0September 2016\n\n{LEAD}\u200b “Yes,” — he said…\n"
    path = write(tmp_path, "qasr.txt", text)
    (got,) = read(path)
    assert got.report.text == text
    assert (got.raw, got.media_type) == (text.encode(), "text/plain")
    assert (got.report.doc, got.report.digest) == ("qasr.txt", hashlib.sha256(text.encode()).hexdigest())


def test_newlines_and_marks_of_order_are_the_only_changes(tmp_path):
    path = write(tmp_path, "qasr.txt", b"\xef\xbb\xbf" + f"Title\r\n\r\n{LEAD}\r{MORE}".encode())
    (got,) = read(path)
    assert got.report.text == f"Title\n\n{LEAD}\n{MORE}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    text = f"{LEAD} “We held the café,” said José Núñez — and left. {MORE}"
    (got,) = read(write(tmp_path, "qasr.txt", text.encode(encoding)))
    assert got.report.text == text


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2016-09-08T16:26:00+01:00"}]}</script>',
        '<meta property="article:published_time" content="2016-09-08T16:26:00+01:00">',
        '<meta itemprop="datePublished" content="2016-09-08T16:26:00+01:00">',
    ],
)
def test_a_page_gives_its_article(tmp_path, markup):
    (got,) = read(write(tmp_path, "qasr.html", PAGE.replace("{date}", markup)))
    report = got.report
    assert (report.title, report.outlet, report.author) == (
        "Rebels enter quarter of Qasr",
        "The Levant Courier",
        "Rana Aziz",
    )
    assert (report.published.start, report.published_basis) == ("2016-09-08T16:26:00+01:00", "metadata")
    assert report.text.startswith(f"Rebels enter quarter of Qasr\n\n{LEAD}\n\n{MORE}\n\n“We buried")
    for furniture in ("cookies", "Home", "Related", "go home", "©", "tracker"):
        assert furniture not in report.text
    assert got.media_type == "text/html"


def test_a_page_is_known_by_its_content(tmp_path):
    (got,) = read(write(tmp_path, "qasr", PAGE.replace("{date}", "")))
    assert got.media_type == "text/html"


def test_json_lines(tmp_path):
    lines = [
        json.dumps(
            {
                "doc": "q-1",
                "text": LEAD,
                "title": "Rebels enter",
                "outlet": "courier",
                "published": "2016-09-08",
                "topic": 3,
            }
        ),
        "  ",
        "{broken",
        json.dumps({"title": "No text"}),
        json.dumps(["a list"]),
        json.dumps({"text": 7}),
        json.dumps({"text": MORE}),
    ]
    path = write(tmp_path, "qasr.jsonl", "\n".join(lines))
    first, broken, empty, array, number, last = read(path)
    assert (first.report.doc, first.report.title, first.report.outlet) == ("q-1", "Rebels enter", "courier")
    assert first.raw == lines[0].encode()
    assert first.report.digest == hashlib.sha256(lines[0].encode()).hexdigest()
    assert last.report.doc == "qasr.jsonl:7"
    for got, number_of_line in ((broken, 3), (empty, 4), (array, 5), (number, 6)):
        assert rejection([got]).where == f"{path}:{number_of_line}"
    assert "malformed" in broken.reason and "no text" in empty.reason and "`text`" in number.reason


def test_one_json_object(tmp_path):
    (got,) = read(write(tmp_path, "qasr.json", json.dumps({"text": LEAD, "published": "2016-09-08"}, indent=2)))
    assert (got.report.text, got.report.published.start, got.media_type) == (LEAD, "2016-09-08", "application/json")


RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Levant Courier</title>
<item><title>Rebels enter Qasr</title><link>https://courier.example/1</link><guid>c-1</guid>
<pubDate>Thu, 08 Sep 2016 16:26:00 +0100</pubDate><description>&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</description></item>
<item><title>Second</title><link>https://courier.example/2</link><description>{MORE}</description></item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Levant Courier</title><entry><title>Rebels enter Qasr</title>
<id>c-1</id><updated>2016-09-08T16:26:00+01:00</updated><content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(("name", "feed"), [("a.xml", RSS), ("a.rss", RSS), ("a.atom", ATOM), ("a", ATOM)])
def test_an_entry_of_a_feed_is_a_report(tmp_path, name, feed):
    first, *_ = read(write(tmp_path, name, feed))
    assert (first.report.doc, first.report.outlet, first.report.title) == ("c-1", "Levant Courier", "Rebels enter Qasr")
    assert first.report.text.startswith(f"Rebels enter Qasr\n\n{LEAD}")
    assert first.report.published.start == "2016-09-08T16:26:00+01:00"


def test_a_feed_fetched_again_gives_the_same_identities(tmp_path):
    path = write(tmp_path, "a.rss", RSS)
    again = write(
        tmp_path,
        "b.rss",
        RSS.replace("<channel>", "<channel><lastBuildDate>Fri, 09 Sep 2016 00:00:00 GMT</lastBuildDate>"),
    )
    assert [got.report.digest for got in read(path)] == [got.report.digest for got in read(again)]


def test_a_field_report(tmp_path):
    block = "---\nkind: field_report\nobserver: Heron\noutlet: Bridge network\npublished: 2016-09-08T18:00:00+03:00\nplace: Qasr\n---\n"
    (got,) = read(write(tmp_path, "heron.txt", f"{block}\n{LEAD}\n"), published="2017-02-23")
    report = got.report
    assert (report.kind, report.observer, report.outlet, report.dateline) == (
        "field_report",
        "Heron",
        "Bridge network",
        "Qasr",
    )
    assert (report.published.start, report.published_basis) == ("2016-09-08T18:00:00+03:00", "text")
    assert report.text == LEAD


@pytest.mark.parametrize("kind", ["statement", "correction", "wire"])
def test_kinds_of_front_matter(tmp_path, kind):
    (got,) = read(write(tmp_path, "a.md", f"---\nkind: {kind}\npublished: 2016-09-08\n---\n{LEAD}"))
    assert got.report.kind == kind


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("kind: rumour", "unknown kind"),
        ("kind: [", "malformed front matter in line 2"),
        ("just words", "malformed front matter"),
        ("colour: red", "unknown key in the front matter: colour"),
        ("published: soon", "not a date"),
    ],
)
def test_bad_front_matter(tmp_path, block, reason):
    assert reason in rejection(read(write(tmp_path, "a.txt", f"---\n{block}\n---\n{LEAD}"))).reason


def test_raw_bytes_give_the_same_report_again(tmp_path):
    write(tmp_path, "a.txt", f"Rebels enter\n\n8 September 2016\n\n{LEAD}")
    write(tmp_path, "b.html", PAGE.replace("{date}", '<meta property="article:published_time" content="2016-09-08">'))
    write(tmp_path, "c.jsonl", json.dumps({"text": LEAD, "published": "2016-09-08", "doc": "q"}))
    write(tmp_path, "d.rss", RSS)
    for got in read(tmp_path):
        assert report_from_bytes(got.raw, name=got.report.doc, media_type=got.media_type, now=NOW) == got.report


# Folders


def test_folders_in_sorted_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt", "c.txt"):
        write(tmp_path, name, f"{LEAD} {name}")
    assert [got.report.doc for got in read(tmp_path)] == ["1.txt", "2.txt", "b.txt", "c.txt"]


def test_a_large_folder_is_read_in_batches(tmp_path, monkeypatch):
    monkeypatch.setattr("marsad.intake.walking.BATCH", 3)
    names = sorted(f"{number}.txt" for number in range(10))
    for name in names:
        write(tmp_path, name, f"{LEAD} {name}")
    assert [got.report.doc for got in read(tmp_path)] == names


def test_reading_is_lazy_and_tells_its_progress(tmp_path):
    write(tmp_path, "a.txt", LEAD)
    write(tmp_path, "b.txt", MORE)
    seen = []
    reports = read_paths([tmp_path], progress=seen.append, now=NOW)
    assert seen == []
    next(reports)
    assert [Path(path).name for path in seen] == ["a.txt"]


def test_a_bad_report_does_not_stop_the_rest(tmp_path):
    write(tmp_path, "a.txt", b"")
    write(tmp_path, "b.txt", LEAD)
    write(tmp_path, "c.png", b"\x89PNG\r\n\x1a\n")
    write(tmp_path, "d.txt", MORE)
    assert [type(got) for got in read(tmp_path, tmp_path / "missing")] == [
        Rejected,
        Received,
        Rejected,
        Received,
        Rejected,
    ]


def test_a_link_back_to_a_folder_above(tmp_path):
    write(tmp_path, "a/1.txt", LEAD)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    report, loop = read(tmp_path)
    assert isinstance(report, Received)
    assert "link" in rejection([loop]).reason


# Bad input: what, where, what to do


def test_missing_file(tmp_path):
    got = rejection(read(tmp_path / "nowhere.txt"))
    assert got.reason == "no such file or folder" and got.where.endswith("nowhere.txt")


def test_broken_link(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert "link" in rejection(read(tmp_path)).reason


def test_unreadable_file(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", LEAD)

    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)  # root may read any file, so modes would test nothing there
    assert "permission" in rejection(read(path)).reason


def test_a_pipe_is_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    started = time.monotonic()
    assert "pipe" in rejection(read(tmp_path)).reason
    assert time.monotonic() - started < 1


def test_a_device_is_refused():
    assert "device" in rejection(read("/dev/zero")).reason


def test_a_pipe_put_in_the_files_place(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(RejectedReportError, match="not a regular file"):
        open_regular(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a.xml"])
def test_empty_files(tmp_path, name):
    assert "empty" in rejection(read(write(tmp_path, name, b""))).reason


def test_a_blank_file(tmp_path):
    assert "no text" in rejection(read(write(tmp_path, "a.txt", " \n\xa0\n 12 \n"))).reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (bytes(range(256)) * 8, "binary"),
        (b"text\x00" * 90, "binary"),
    ],
)
def test_binary_files(tmp_path, content, reason):
    assert reason in rejection(read(write(tmp_path, "a.txt", content))).reason


def test_a_byte_order_mark_that_lies(tmp_path):
    assert "utf-8" in rejection(read(write(tmp_path, "a.txt", b"\xef\xbb\xbf" + b"caf\xe9 " * 30))).reason


def test_a_page_without_an_article(tmp_path):
    page = "<html><head><title>Courier</title></head><body><nav><a href='/'>Home</a></nav><p>Please enable JavaScript.</p></body></html>"
    assert "no article" in rejection(read(write(tmp_path, "a.html", page))).reason


@pytest.mark.parametrize(
    ("name", "content"), [("a.xml", "<rss><channel><title>x</title></channel></rss>"), ("b.rss", "<rss><chan")]
)
def test_feeds_without_entries(tmp_path, name, content):
    assert rejection(read(write(tmp_path, name, content))).advice == "Fetch the feed again"


def test_another_language(tmp_path):
    text = "دخلت القوات الحي الغربي من المدينة فجر اليوم بعد ليلة من القصف العنيف وفق ما قاله سكان محليون ومصدر طبي"
    assert "Arabic" in rejection(read(write(tmp_path, "a.txt", text))).reason


def test_twenty_megabytes_are_refused_at_once(tmp_path):
    path = write(tmp_path, "a.txt", (LEAD + "\n").encode() * (20_000_000 // len(LEAD)))
    tracemalloc.start()
    started = time.monotonic()
    got = rejection(read(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "Split" in got.advice
    assert time.monotonic() - started < 1
    assert peak < 5_000_000


def test_a_line_of_twenty_megabytes(tmp_path):
    lines = [json.dumps({"text": LEAD}), json.dumps({"text": LEAD * 170_000}), json.dumps({"text": MORE})]
    first, long, last = read(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert rejection([long]).where.endswith("a.jsonl:2")
    assert (first.report.text, last.report.text) == (LEAD, MORE)


@pytest.mark.slow
def test_the_longest_report_is_read_in_seconds(tmp_path):
    path = write(tmp_path, "a.txt", f"Rebels enter\n\n8 September 2016\n\n{LEAD} " * (4_900_000 // 160))
    started = time.process_time()
    (got,) = read(path)
    assert got.report.published.start == "2016-09-08"
    assert time.process_time() - started < 20  # of the processor: another program may hold it


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", f"---\n{'[' * 3000}\n---\n{LEAD}"),
        ("a.txt", f"---\ntitle: [a, b]\n---\n{LEAD}"),
        ("a.json", '{"text":' * 20_000),
        ("a.html", f"<html><body>{'<div>' * 20_000}"),
        ("a.txt", '. "' * 100_000),
    ],
)
def test_what_is_made_to_break_a_parser_is_refused(tmp_path, name, content):
    rejection(read(write(tmp_path, name, content)))


def test_an_entity_bomb_in_a_feed_does_not_go_off(tmp_path):
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "lol">{entities}]>'
    item = f"<item><title>&a8;</title><description>{LEAD} &a8;</description></item>"
    started = time.monotonic()
    read(write(tmp_path, "a.xml", f'<?xml version="1.0"?>{doctype}<rss><channel>{item}</channel></rss>'))
    assert time.monotonic() - started < 10


def test_a_feed_in_one_call_is_refused():
    with pytest.raises(RejectedReportError, match="several reports"):
        report_from_bytes(RSS.encode(), name="a.xml")
