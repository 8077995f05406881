"""Saved pages: the article's own lines, what the page states, and nothing that runs or hides."""

from datetime import date

import pytest

from analysis.reading import read_bytes

PARAGRAPHS = ["भारत और रूस ने मॉस्को में " * 8 + "बैठक की।", "दूसरा अनुच्छेद\u00a0यहाँ है।"]
PAGE = f"""<!DOCTYPE html><html lang=hi><head><meta charset="utf-8"><title>साइट | शीर्षक</title>
<meta property="og:title" content="मॉस्को में बैठक"><meta property="og:site_name" content="मानवी मीडिया">
<link rel="canonical" href="https://example.org/a"><style>p {{color: red}}</style>
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
"datePublished": "2025-07-16T21:25:41+05:30"}}]}}</script></head>
<body><nav><p>होम</p></nav><header>लोगो</header>
<article><h1>मॉस्को में   बैठक</h1><p>{PARAGRAPHS[0]}<script>alert("मत")</script></p><!-- टिप्पणी -->
<p style="display:none">छिपा</p><p hidden>छिपा</p><div><p>दूसरा
अनुच्छेद&nbsp;यहाँ है।</p></div><ul><li>एक</li><li>दो<br>तीन</li></ul><aside>विज्ञापन</aside></article>
<footer>पता</footer></body></html>"""


def read(data, **options):
    (reading,) = read_bytes("a.html", data.encode() if isinstance(data, str) else data, **options)
    return reading


def test_the_article_s_lines_and_nothing_else():
    (document,) = read(PAGE).documents
    assert document.text.split("\n") == ["मॉस्को में बैठक", *PARAGRAPHS, "एक", "दो", "तीन"]


def test_what_the_page_states():
    (document,) = read(PAGE).documents
    assert (document.title, document.title_guessed) == ("मॉस्को में बैठक", False)
    assert (document.source, document.url) == ("मानवी मीडिया", "https://example.org/a")
    assert (document.published, document.published_precision) == (date(2025, 7, 16), "day")
    assert document.published_origin == "page"


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ('<meta property="article:published_time" content="2024-01-02T00:00:00Z">', date(2024, 1, 2)),
        ('<meta itemprop="datePublished" content="3 मार्च 2024">', date(2024, 3, 3)),
        ('<time itemprop="datePublished" datetime="2024-05-06">आज</time>', date(2024, 5, 6)),
        ('<time datetime="2024-05-06">आज</time>', None),  # any time on the page, a comment's too
        ('<script type="application/ld+json">{"datePublished": "2024-05-06"</script>', None),
        ("", None),
    ],
)
def test_dates_the_page_states(tag, day):
    reading = read(f"<html><head>{tag}</head><body><p>भारत ने कहा है।</p></body></html>")
    assert reading.documents[0].published == day
    assert reading.notes == ()


def test_the_page_s_own_statement_goes_before_a_dateline():
    dateline = "<p>इंदौर, 14 जुलाई 2025: भारत ने कहा है।</p>"
    (document,) = read(dateline).documents
    assert (document.published, document.published_origin) == (date(2025, 7, 14), "text")
    (document,) = read('<meta name="date" content="2025-07-15">' + dateline).documents
    assert (document.published, document.published_origin) == (date(2025, 7, 15), "page")


def test_a_date_that_cannot_be_read_is_noted():
    reading = read('<meta property="article:published_time" content="कल"><p>भारत ने कहा है।</p>')
    assert (reading.status, reading.documents[0].published) == ("loaded", None)
    assert [note.code for note in reading.notes] == ["reading.date"]


def test_a_page_without_marks_is_read_whole():
    (document,) = read("<p>भारत ने <b>कहा</b> है।<p>रूस ने भी।").documents
    assert document.text == "भारत ने कहा है।\nरूस ने भी।"
    assert document.title_guessed and document.url is None


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template"])
def test_what_a_page_does_not_show_is_in_no_title_and_no_text(tag):
    unseen = f"<{tag}>window.PWN=1 {'छिपा ' * 60}</{tag}>"
    (document,) = read(f"<title>साइट</title><p>भारत ने कहा।<h1>रूस {unseen}<br>आज</h1>{unseen}").documents
    assert (document.title, document.text) == ("रूस आज", "भारत ने कहा।\nरूस\nआज")
    unseen = f"<{tag}><h1>छिपा</h1><article><p>{'छिपा ' * 60}</p></article></{tag}>"
    (document,) = read(f"<title>साइट</title><body>{unseen}<p>भारत ने कहा।").documents
    assert (document.title, document.text) == ("साइट", "भारत ने कहा।")


def test_a_script_s_address_is_no_link():
    page = '<link rel="canonical" href="javascript:alert(1)"><p>भारत ने कहा है।</p>'
    assert read(page).documents[0].url is None


@pytest.mark.parametrize("page", ["<html></html>", "<script>x</script>", " ", "<p>।</p>"])
def test_a_page_without_text(page):
    assert read(page).status == "no_text"


def test_a_declared_encoding_counts_only_where_utf8_fails():
    latin = '<meta charset="iso-8859-1"><p>café – India</p>'
    assert read(latin.encode("windows-1252")).documents[0].text == "café – India"
    assert read('<meta charset="iso-8859-1"><p>भारत</p>').documents[0].text == "भारत"
    assert read(b"<p>caf\xe9</p>").status == "wrong_encoding"


def test_deep_and_endless_markup_is_survived():
    deep = "<div>" * 50_000 + "भारत" + "</div>" * 50_000
    assert read(deep).status in ("loaded", "no_text", "unreadable")
    entities = '<!DOCTYPE a [<!ENTITY b "भारत"><!ENTITY c "&b;&b;&b;">]><p>&c; रूस</p>'
    assert "भारत" not in read(entities).documents[0].text


def test_an_article_after_a_stray_meta_is_not_lost():
    page = '<title>साइट</title><meta name="x" content="y"><article><p>भारत ने कहा है।</article>'
    assert read(page).documents[0].text == "भारत ने कहा है।"
