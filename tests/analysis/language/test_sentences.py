from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language import sentences
from analysis.language.sentences import segment, split_sentences
from analysis.language.tokens import tokenise

ROOT = Path(__file__).resolve().parents[3]
SEEDS = {"A": "000_e9d52559c15d213b.txt", "B": "003_423de9ca1c02ffde.txt"}


def split(text):
    return [text[a:b] for a, b in split_sentences(text)]


def kinds(text, title=""):
    return [(row.kind, text[row.start : row.end]) for row in segment(text, title)]


@pytest.mark.parametrize("name", SEEDS)
def test_seed_segments(name):
    text = (ROOT / "seeds" / SEEDS[name]).read_text(encoding="utf-8")
    table = (ROOT / "tests/data/seed_segments.tsv").read_text(encoding="utf-8").splitlines()
    gold = [line.split("\t") for line in table if line.startswith(f"{name}\t")]
    expected = [(kind, int(start), int(end)) for _, _, kind, start, end in gold]
    assert [(row.kind, row.start, row.end) for row in segment(text)] == expected


def test_paragraphs_are_lines_that_are_not_blank():
    assert [row.paragraph for row in segment("एक।\n\n \nदो। तीन।\r\nचार।")] == [1, 2, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "एस. जयशंकर ने कहा।",
        "मंत्री पी. चिदंबरम आए।",
        "ए. पी. जे. अब्दुल कलाम राष्ट्रपति थे।",
        "डॉ. सिंह और प्रो. शर्मा मिले।",
        "दाम 3.5 प्रतिशत बढ़े।",
        "www.mea.gov.in देखें।",
        "ए.के.-203 राइफल बनेगी।",
        "U.S. सेना ने कहा।",
        "सेवानिवृत्त आई.ए.एस. अधिकारी आए।",
        "आई.आर.जी.सी. ने चेतावनी दी।",
        "वह... चला जाएगा।",
        "youtube.com/watch?v=2 देखें।",
        "इंदौर | नईदुनिया प्रतिनिधि की रिपोर्ट।",
    ],
)
def test_one_sentence(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("वह आया। वह गया।", ["वह आया।", "वह गया।"]),
        ("वह आया।वह गया।", ["वह आया।", "वह गया।"]),
        ("क्या? हाँ! ठीक॥", ["क्या?", "हाँ!", "ठीक॥"]),
        ("वह आया. वह गया. बस हुआ.", ["वह आया.", "वह गया.", "बस हुआ."]),
        ("बात हुई है. वह गया। वह आया।", ["बात हुई है.", "वह गया।", "वह आया।"]),
        ("वे लड़ रहे हैं.ईरान चुप है.", ["वे लड़ रहे हैं.", "ईरान चुप है."]),
        ("यह सच है | वह झूठ है |", ["यह सच है |", "वह झूठ है |"]),
        ('कहा,"हम गए। वे आए।" फिर चले।', ['कहा,"हम गए।', 'वे आए।"', "फिर चले।"]),
        ('वह बोला। "हम गए।" वे चले।', ["वह बोला।", '"हम गए।"', "वे चले।"]),
        ("यह “मजबूत हैं।” उन्होंने कहा।", ["यह “मजबूत हैं।”", "उन्होंने कहा।"]),
        ("वह गया। ।", ["वह गया। ।"]),
        ("वह गया।\nवह आया", ["वह गया।", "वह आया"]),
        ("वह गया\r\nवह आया\u2028फिर", ["वह गया", "वह आया", "फिर"]),
        ("सम्मेलन 2023। इसके बाद बात हुई।", ["सम्मेलन 2023।", "इसके बाद बात हुई।"]),
        ("वह फैसला ले. सब देखें. ले. जनरल सिंह आए.", ["वह फैसला ले.", "सब देखें.", "ले. जनरल सिंह आए."]),
        ("राज्य मजबूत. सब खुश। बस।", ["राज्य मजबूत. सब खुश।", "बस।"]),
        ("राज्य मजबूत. सब खुश. बस।", ["राज्य मजबूत.", "सब खुश.", "बस।"]),
        ("वह दिल्ली आई. उन्होंने कहा.", ["वह दिल्ली आई.", "उन्होंने कहा."]),
        ("वह दिल्ली आई. उन्होंने कहा।", ["वह दिल्ली आई. उन्होंने कहा।"]),
        ("वे चले गए... अब क्या होगा?", ["वे चले गए...", "अब क्या होगा?"]),
    ],
)
def test_splits(text, expected):
    assert split(text) == expected


@settings(deadline=None)  # the first call reads the tables
@given(st.text(alphabet="कहै।.?!|…\"'”) \n\ra15\u200d×"))
def test_every_character_but_space_lies_in_one_sentence(text):
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in zip(spans, spans[1:], strict=False))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    rows = segment(text)
    assert all(any(r.start <= a and b <= r.end for r in rows) for a, b in tokenise(text))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("बैठक का महत्व", "heading"),
        ("7-क्रीमिया पर कब्जा", "heading"),
        ("मुख्य बिंदु:", "heading"),
        ("पहले से दर्ज हैं", "heading"),
        ("मंत्रालय हर साल इस दिन समारोहों का आयोजन करता रहा है", "body"),
        ("वे आए और उन्होंने कहा।", "body"),
        ("- शिवम वर्मा, निगमायुक्त", "body"),
        ("ग्वालियर 34.4 - 1.6", "body"),
        ("बैठक में इन बातों पर चर्चा हुई:", "body"),
        ("×", "junk"),
        ("***", "junk"),
        ("- कॉपी लिंक", "junk"),
        ("यह भी पढ़ें: रूस ने दागी मिसाइल? जानें सब", "junk"),
        ("इसे भी पढे\u093cं- नई खबर", "junk"),
        ("Also Read: India", "junk"),
        ("ताजा खबरों के लिए यहां क्लिक करें", "junk"),
        ("एजेंसियां", "byline"),
        ("नईदुनिया प्रतिनिधि, इंदौर।", "byline"),
        ("नई दिल्ली (भाषा):", "byline"),
        ("(एजेंसी इनपुट के साथ)", "byline"),
    ],
)
def test_kind_of_a_line(line, kind):
    assert kinds(f"पहला वाक्य यह है।\n{line}\nआगे का वाक्य यह है।")[1] == (kind, line)


def test_the_last_line_is_no_heading():
    assert kinds("वह गया।\nएक छोटी पंक्ति") == [("body", "वह गया।"), ("body", "एक छोटी पंक्ति")]


def test_a_line_that_repeats_the_title_is_a_heading_whole():
    title = "गिरफ्तार हुए हैं... कोर्ट ने क्या कहा? जानें सब"
    assert kinds(f"{title}\nवह गया।", title)[0] == ("heading", title)
    assert len(kinds(f"{title}\nवह गया।")) > 2


@pytest.mark.parametrize(("end", "most"), [("।", 20), ("", 40)])
def test_a_title_has_so_many_words_and_no_more(end, most):
    for count, kind in ((most, "heading"), (most + 1, "body")):
        title = " ".join(["शब्द"] * count) + end
        assert kinds(f"{title}\nवह गया।", title)[0] == (kind, title)


def test_a_paragraph_taken_for_a_title_stays_body():
    text = "वह आया और उसने बहुत सारी बातें कहीं। " * 4
    assert {kind for kind, _ in kinds(text + "\nवह गया।", text)} == {"body"}


def test_a_byline_before_a_sentence_is_its_own_segment_only_after_a_danda():
    assert kinds("नईदुनिया, इंदौर।वह गया।") == [("byline", "नईदुनिया, इंदौर।"), ("body", "वह गया।")]
    assert kinds("कीव: वह गया।") == [("body", "कीव: वह गया।")]


def test_the_quotes_of_a_long_line_are_counted_once():
    """So that a megabyte without a line break stays linear."""
    counted = 0

    class Counting(str):
        def count(self, mark, start=0, end=None):
            nonlocal counted
            counted += (len(self) if end is None else end) - start
            return super().count(mark, start, end)

    line = Counting('"वह गया।" ' * 2000)
    quotes = sentences._Quotes(line, 0)
    for at in range(0, len(line), 10):
        quotes.closes(at)
        quotes.closes(at + 8)
    assert counted <= 2 * len(line)


@pytest.mark.parametrize("piece", ["? ", ". ", "?।", "क. ", "क | ", "1. ", "क... ", '"क। ', "(", "* ", "।\n"])
def test_hostile_repetition_is_read_once(piece, monkeypatch):
    """What the rules look at grows with the text, not with its square."""

    class Counting:
        def __init__(self, pattern):
            self.pattern, self.seen = pattern, 0

        def search(self, text, start, end):
            found = self.pattern.search(text, start, end)
            self.seen += (found.end() if found else end) - start
            return found

    solid = Counting(sentences._SOLID)
    monkeypatch.setattr(sentences, "_SOLID", solid)
    text = piece * 3000
    segment(text)
    assert solid.seen <= 5 * len(text)


def test_a_long_line_is_split_whole():
    line = '"वह गया।" ' * 2000
    assert len(split_sentences(line)) == 2000
