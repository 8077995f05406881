import pytest

from analysis.language import stopwords, tables
from analysis.language.normalise import match_key
from analysis.language.stopwords import TIERS, load, stop_tier


@pytest.mark.parametrize(
    ("form", "tier"),
    [
        ("उन्होंने", "closed"),
        ("के", "closed"),
        ("बारे", "closed"),
        ("तहत", "closed"),
        ("मुताबिक", "closed"),
        ("ज़रिये", "closed"),
        ("है", "aux"),
        ("गई", "aux"),
        ("गयी", "aux"),
        ("हूँ", "aux"),
        ("बताया", "news"),
        ("गौरतलब", "news"),
        ("पाँच", "numeral"),
        ("हज़ार", "numeral"),
    ],
)
def test_tiers(form, tier):
    assert stop_tier(form) == tier


CONTENT = "कृषि रक्षा विशेष संबंध मध्य पूर्व माध्यम संदर्भ पार जगह अतिरिक्त सहायता जानकारी संकेत गंभीर भारत एस बैठक"


@pytest.mark.parametrize("form", CONTENT.split())
def test_content_words_are_never_removed(form):
    assert stop_tier(form) is None


def test_load_lists_each_spelling_group_once_and_every_tier():
    rows = load()
    assert len({match_key(form) for form, _ in rows}) == len(rows) > 700
    assert {tier for _, tier in rows} == set(TIERS)
    assert [TIERS.index(tier) for _, tier in rows] == sorted(TIERS.index(tier) for _, tier in rows)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("के", "closed"), ("को", "often")], "language.unknown"),
        ([("पाँच", "numeral"), ("पांच", "closed")], "language.twice"),
    ],
)
def test_a_broken_row_is_refused(rows, code, monkeypatch):
    broken = tuple({"form": form, "tier": tier} for form, tier in rows)
    monkeypatch.setattr(stopwords.tables, "rows", lambda name: broken)
    with pytest.raises(tables.TableError) as caught:
        stopwords._tiers.__wrapped__()
    assert caught.value.code == code
