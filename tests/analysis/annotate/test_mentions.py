"""Mentions: the hand-made inventory of the seeds, and short sentences whose reading is plain."""

import json
from pathlib import Path

import pytest

from tests.benchmarks import quality_mentions as quality
from tests.shared import ROOT, shared

SEEDS = {"A": "000_e9d52559c15d213b.txt", "B": "003_423de9ca1c02ffde.txt"}
# Each entry of the hand-made inventory that the lexicon must find, and the code it has here.
CODES = {
    "P_JAISHANKAR": "jaishankar", "P_LAVROV": "lavrov", "P_MANTUROV": "manturov", "P_MODI": "modi",
    "P_PUTIN": "putin", "O_MOD_IN": "mod_in", "O_MANVI": "manvi_media", "O_IGC": "irigc",
    "C_INDIA": "country_in", "C_INDIA_ADJ": "country_in", "C_RUSSIA": "country_ru",
    "C_RUSSIA_ADJ": "country_ru", "L_MOSCOW": "moscow", "L_CHENNAI": "chennai",
    "L_VLADIVOSTOK": "vladivostok", "L_EURASIA": "eurasia", "RT_CHENNAI_VLAD": "chennai_vladivostok",
    "RT_INSTC": "instc", "I_MAKE": "make_in_india", "I_MADE": "make_in_india", "D_BRAHMOS": "brahmos",
    "D_AKASH": "akash", "D_TEJAS": "tejas", "D_PINAKA": "pinaka", "D_ATAGS": "atags",
    "DG_MODERN_ARMS": "generic_modern_arms", "DG_MIL_EQUIP": "generic_military_stores",
    "DG_MIL_PRODUCTS": "generic_military_products", "DG_DEF_PRODUCTS": "generic_defence_products",
    "DG_DEF_EQUIP": "generic_defence_equipment", "DG_DEF_TECH": "generic_defence_technology",
    "DG_DEF_EXPORT": "generic_defence_export", "DG_DEF_COOP": "generic_defence_cooperation",
    "DG_MIL_TECH_COOP": "generic_military_technical_cooperation",
    "DG_JOINT_PROD": "generic_joint_production", "DG_TOT": "generic_tech_transfer",
    "S_AGRI": "sector_agriculture", "S_PHARMA": "sector_pharma", "S_TEXTILE": "sector_textiles",
    "S_TRADE": "sector_trade", "S_INVEST": "sector_investment", "S_SCITECH": "sector_science_tech",
    "S_EXPORT": "sector_export", "IS_NTB": "sector_trade_barriers", "E_SUMMIT": "event_annual_summit",
    "E_PRESSER": "event_press_conference", "E_BAITHAK": "event_meeting_baithak",
    "E_MULAKAT": "event_meeting_mulakat", "E_MEETING": "event_meeting_meeting", "E_VISIT": "event_visit",
}  # fmt: skip


@pytest.fixture(scope="module")
def finder():
    return quality.Finder()


@pytest.fixture(scope="module")
def seeds(finder):
    texts = [(ROOT / "seeds" / name).read_text(encoding="utf-8") for name in SEEDS.values()]
    return dict(zip(SEEDS, finder.mentions(texts), strict=True))


def codes(finder, text):
    return [(m["code"], m["surface"]) for m in finder.mentions([text])[0]]


def of_kind(finder, text, *kinds):
    return [(m["code"], m["surface"]) for m in finder.mentions([text])[0] if m["kind"] in kinds]


def test_seed_mentions_are_the_hand_made_inventory(seeds):
    gold = json.loads(Path(shared("gold/seed_inventory.json")).read_text(encoding="utf-8"))
    wanted = {
        (CODES[entity["id"]], m["doc"], m["start"], m["end"])
        for entity in gold["entities"]
        if entity["id"] in CODES
        for m in entity["mentions"]
    }
    found = {
        (m["code"], name, m["start"], m["end"])
        for name, mentions in seeds.items()
        for m in mentions
        if m["code"] in CODES.values()
    }
    assert found == wanted


def test_seed_counts_told_in_the_inventory(seeds):
    def count(code, how="name"):
        return sum(m["code"] == code and m["how"] == how for ms in seeds.values() for m in ms)

    assert count("country_in") == 12 and count("country_in", "adjective") == 1
    assert count("country_ru") == 11 and count("country_ru", "adjective") == 5
    assert count("jaishankar") == 12
    assert count("sector_export") == 4
    surfaces = [m["surface"] for ms in seeds.values() for m in ms if m["code"] == "make_in_india"]
    assert sorted(surfaces) == ["मेक इन इंडिया", "मेक इन इंडिया", "मेड इन इंडिया"]


def test_watched_items_are_absent_from_the_seeds(seeds):
    found = {m["code"] for ms in seeds.values() for m in ms}
    absent = {"s400", "su30mki", "sukhoi_family", "country_ua", "country_cn", "country_us", "country_pk"}
    assert not found & absent


@pytest.mark.parametrize(
    "text, code",
    [
        ("आकाश मिसाइल का सफल परीक्षण हुआ।", "akash"),
        ("वायुसेना ने तेजस विमानों की तैनाती की।", "tejas"),
        ("अग्नि-5 की मारक दूरी अधिक है।", "agni_5"),
        ("अग्नि 5 की मारक दूरी अधिक है।", "agni_5"),
        ("अग्नि5 की मारक दूरी अधिक है।", "agni_5"),
        ("अग्नि-५ की मारक दूरी अधिक है।", "agni_5"),
        ("भारत ने मिग - २१ को विदा किया।", "mig21"),
        ("वायुसेना के मिग-29 के साथ अभ्यास हुआ।", "mig29"),
        ("मालाबार 2019 अभ्यास शुरू हुआ।", "ex_malabar"),
        ("सेना ने “आकाश” मिसाइल दागी।", "akash"),
        ("यह “पिनाक” मिसाइलें हैं।", "pinaka"),  # nothing but the word behind the quotation mark tells
        ("सेना को बोफोर्स तोपें मिलीं।", "bofors"),
        ("रूस ने एस-400 की आपूर्ति की।", "s400"),
        ("रूस ने S-400 की आपूर्ति की।", "s400"),
        ("अर्जुन टैंक का परीक्षण पोखरण में हुआ।", "arjun"),
        ("भारत से आकाश एयर डिफेंस खरीदा गया।", "akash"),
        ("जर्मनी ने टॉरस क्रूज मिसाइलें दीं।", "taurus"),
        ("रूस ने कैलिबर मिसाइल दागी।", "kalibr"),
        ("सेना ने धनुष तोपों का परीक्षण किया।", "dhanush_gun"),
        ("धनुष मिसाइल का परीक्षण हुआ।", "dhanush_missile"),
        ("INS विक्रांत बेड़े में है।", "ins_vikrant"),
    ],
)
def test_items_are_found(finder, text, code):
    assert [found for found, _ in of_kind(finder, text, "item")] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "आकाश साफ है।",
        "आकाश में बादल छाए रहे।",
        "पृथ्वी सूर्य का चक्कर लगाती है।",
        "अग्नि की लपटें उठीं।",
        "तेजस एक्सप्रेस ट्रेन देर से चली।",
        "अर्जुन मुंडा ने कहा कि काम होगा।",
        "बोफोर्स घोटाले पर संसद में हंगामा हुआ।",
        "राज्य के 15 जिलों में बारिश हुई।",
        "प्रचंड गर्मी से लोग परेशान रहे।",
        "राफेल नडाल ने फाइनल जीता।",
        "सेना के रडार, मिसाइल और ड्रोन आकाश में लड़ाकू हेलीकॉप्टर देख सके।",
        "लंबी दूरी की मिसाइलों को मंजूरी मिली।",
        "बैलिस्टिक मिसाइलें और नेवल मिसाइल दागी गईं।",
        "मौसम विज्ञानी एलियट अब्राम्स ने कहा कि बर्फ गिरेगी।",
        "अल्लू अर्जुन की फिल्म आई।",
        "टैंक में 125 मिमी कैलिबर की गन लगी है।",
        "कोच A1, B1, B2 और B3 पटरी से उतरे।",
    ],
)
def test_other_senses_are_no_items(finder, text):
    assert of_kind(finder, text, "item") == []


def test_a_sure_mention_elsewhere_in_the_document_supports_a_bare_one(finder):
    alone = "आकाश की तैनाती बढ़ाई गई।"
    assert of_kind(finder, alone, "item") == []
    both = "आकाश मिसाइल प्रणाली स्वदेशी है। आकाश की तैनाती बढ़ाई गई।"
    assert [code for code, _ in of_kind(finder, both, "item")] == ["akash", "akash"]


def test_a_sure_item_near_supports_a_bare_one(finder):
    text = "एस-400 के साथ तेजस सेना ने दिखाया।"
    assert [code for code, _ in of_kind(finder, text, "item")] == ["s400", "tejas"]
    assert of_kind(finder, "मेले में तेजस सेना ने दिखाया।", "item") == []


def test_doubtful_names_in_a_row_support_each_other(finder):
    text = "सतह से हवा (आकाश), हवा से हवा (अस्त्र), एंटी-टैंक गाइडेड मिसाइल (हेलिना)"
    assert [code for code, _ in of_kind(finder, text, "item")] == ["akash", "astra", "helina"]
    assert of_kind(finder, "एंटी-टैंक गाइडेड मिसाइल (हेलिना)", "item") == []


def test_the_noun_after_a_name_belongs_to_the_mention(finder):
    text = "तेजस लड़ाकू विमानों और पिनाका मल्टी बैरल रॉकेट लॉन्चर की खरीद"
    assert of_kind(finder, text, "item", "generic") == [
        ("tejas", "तेजस लड़ाकू विमानों"), ("pinaka", "पिनाका मल्टी बैरल रॉकेट लॉन्चर")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["एस जयशंकर", "एस. जयशंकर", "एस.जयशंकर", "S. Jaishankar", "S Jaishankar", "जयशंकर"]
)
def test_jaishankar_is_one_person_in_all_spellings(finder, name):
    assert of_kind(finder, f"विदेश मंत्री {name} ने कहा।", "person") == [("jaishankar", name)]


@pytest.mark.parametrize(
    "text",
    [
        "रोहित मोदी ने दुकान खोली।",
        "जयशंकर शर्मा ने कविता पढ़ी।",
        "जयशंकर प्रसाद की कविता पढ़ी गई।",
        "श्री मुर्मू ने कहा कि काम होगा।",
        "श्री सीतारमण ने कहा कि काम होगा।",
        "प्रधान सचिव विजयशंकर पांडे ने कहा।",
        "सोनिया गांधी नगर के लोग परेशान हैं।",
    ],
)
def test_names_of_others_are_no_mentions(finder, text):
    assert of_kind(finder, text, "person") == []


def test_a_title_is_no_part_of_the_name(finder):
    text = "पीएम मोदी, डॉ. जयशंकर और जनरल चौहान मिले।"
    assert of_kind(finder, text, "person") == [
        ("modi", "मोदी"), ("jaishankar", "जयशंकर"), ("chauhan_anil", "चौहान")
    ]  # fmt: skip
    text = "राष्ट्रपति शी चिनफिंग और राष्ट्रपति शी एक हैं।"
    assert of_kind(finder, text, "person") == [("xi", "शी चिनफिंग"), ("xi", "शी")]


def test_an_ambiguous_surname_needs_the_full_name_or_the_office(finder):
    assert of_kind(finder, "शाह ने दुकान खोली।", "person") == []
    assert of_kind(finder, "गृह मंत्री शाह ने कहा।", "person") == [("amit_shah", "शाह")]
    text = "अमित शाह दिल्ली पहुंचे। शाह ने कहा कि काम होगा।"
    assert of_kind(finder, text, "person") == [("amit_shah", "अमित शाह"), ("amit_shah", "शाह")]


@pytest.mark.parametrize(
    "text, found",
    [
        ("एयर इंडिया का विमान उतरा।", []),
        ("टाइम्स ऑफ इंडिया की खबर है।", []),
        ("इंडिया ने मैच जीता।", ["country_in"]),
        ("चीनी राष्ट्रपति ने बात की।", ["country_cn"]),
        ("चाय में चीनी मिलाई गई।", []),
        ("चीनी मिलों पर बकाया है।", []),
        ("भारत, चीन और रूस मिले।", ["country_in", "country_cn", "country_ru"]),
        ("भारतीयों ने रूसियों से बात की।", ["country_in", "country_ru"]),
        ("महाभारत की कथा सुनाई गई।", []),
    ],
)
def test_countries(finder, text, found):
    assert [code for code, _ in of_kind(finder, text, "country")] == found


def test_punctuation_breaks_a_name_and_an_initials_stop_does_not(finder):
    assert of_kind(finder, "दक्षिण, चीन सागर तट पर।", "place", "country") == [("country_cn", "चीन")]
    assert of_kind(finder, "वह दक्षिण। चीन सागर नहीं।", "country") == [("country_cn", "चीन")]
    assert of_kind(finder, "ए. पी. जे. अब्दुल कलाम आए।", "person") == [("kalam", "ए. पी. जे. अब्दुल कलाम")]


def test_the_longest_name_hides_names_inside_and_a_corridor_shows_them(finder):
    assert codes(finder, "दक्षिण चीन सागर में तनाव है।") == [("south_china_sea", "दक्षिण चीन सागर")]
    text = "चेन्नई-व्लादिवोस्तोक मार्ग खुला।"
    assert [code for code, _ in codes(finder, text)] == ["chennai_vladivostok", "chennai", "vladivostok"]
    text = "अंतरराष्ट्रीय उत्तर-दक्षिण परिवहन गलियारे पर चर्चा हुई।"
    assert of_kind(finder, text, "initiative") == [("instc", "अंतरराष्ट्रीय उत्तर-दक्षिण परिवहन गलियारे")]


def test_vocabulary_is_hidden_in_a_named_item_and_sectors_are_not_hidden_by_vocabulary(finder):
    assert of_kind(finder, "ब्रह्मोस मिसाइल और दूसरी मिसाइलें", "item", "generic") == [
        ("brahmos", "ब्रह्मोस मिसाइल"), ("generic_missile", "मिसाइलें")
    ]  # fmt: skip
    assert of_kind(finder, "रक्षा निर्यात बढ़ा।", "generic", "sector") == [
        ("generic_defence_export", "रक्षा निर्यात"), ("sector_export", "निर्यात")
    ]  # fmt: skip


def test_a_bare_ministry_is_the_home_country_s_unless_another_s_is_meant(finder):
    assert of_kind(finder, "रक्षा मंत्रालय ने कहा।", "organisation") == [("mod_in", "रक्षा मंत्रालय")]
    assert of_kind(finder, "रूसी रक्षा मंत्रालय ने कहा।", "organisation") == [("mod_ru", "रूसी रक्षा मंत्रालय")]
    assert of_kind(finder, "जापान के रक्षा मंत्रालय ने कहा।", "organisation") == []
    abroad = "रूस ने हमला किया। रूस के सैनिक बढ़े। रूस ने भारत को बताया। रूस रुका। रक्षा मंत्रालय ने कहा।"
    assert of_kind(finder, abroad, "organisation") == []
    assert of_kind(finder, "दिल का दौरा पड़ने से मौत हुई।", "event") == []


def test_an_agency_s_credit_is_the_agency_and_no_event(finder):
    assert codes(finder, "कोलकाता (वार्ता): बारिश हुई।") == [("kolkata", "कोलकाता"), ("uni_varta", "वार्ता")]
    assert of_kind(finder, "शांति के लिए वार्ता हुई।", "event") == [("event_talks", "वार्ता")]


def test_a_letter_that_is_also_a_word_needs_a_hyphen_or_what_follows(finder):
    assert of_kind(finder, "मोदी जी 20 तारीख को आएंगे।", "organisation") == []
    assert of_kind(finder, "जी-20 पर चर्चा हुई।", "organisation") == [("g20", "जी-20")]
    assert of_kind(finder, "जी 20 शिखर सम्मेलन हुआ।", "organisation") == [("g20", "जी 20")]


def test_latin_acronyms_need_capitals(finder):
    assert of_kind(finder, "HAL ने करार किया।", "organisation") == [("hal", "HAL")]
    assert of_kind(finder, "hal hi mein", "organisation") == []


def test_confidence_is_one_where_sure_and_below_where_weighed(finder):
    mentions = finder.mentions(["अमित शाह आए। शाह बोले।"])[0]
    assert mentions[0]["confidence"] == 1.0 and 0.5 < mentions[1]["confidence"] < 1.0


def test_an_empty_batch_has_no_mentions(finder):
    assert finder.mentions([]) == [] and finder.mentions(["", " × "]) == [[], []]


def test_mentions_do_not_depend_on_the_batch(finder):
    texts = ["अमित शाह आए।", "शाह बोले।", "आकाश मिसाइल दागी गई।", "आकाश साफ है।"]
    alone = [finder.mentions([text])[0] for text in texts]
    assert finder.mentions(texts) == alone


def test_quality_on_labelled_sentences_stays_above_its_floor(finder):
    found = quality.defence(finder)
    hit, false, missed = found["ambiguous"]
    assert quality.ratio(hit, false) >= 0.97 and quality.ratio(hit, missed) >= 0.94
    hit, false, missed = found["all"]
    assert quality.ratio(hit, false) >= 0.98 and quality.ratio(hit, missed) >= 0.95
    people = quality.persons(finder)
    known = people["known"]
    assert people["found"] / known >= 0.97 and people["right"] / people["found"] >= 0.98
    assert people["wrong"] == 0


def test_words_count_more_the_nearer_they_stand_on_either_side(finder):
    text = "मलिक ने कहा कि इस अटैक में लश्कर - ए - तैबा और जैश - ए - मोहम्मद का हाथ हो सकता है।"
    assert ("jem", "जैश") in of_kind(finder, text, "organisation")


def test_a_bare_ministry_is_that_of_the_country_it_belongs_to(finder):
    assert of_kind(finder, "विदेश मंत्रालय के प्रवक्ता ने कहा कि वार्ता होगी।", "organisation") == [
        ("mea_in", "विदेश मंत्रालय")
    ]
    ours = "भारत के विदेश मंत्रालय ने समाचार एजेंसी की रिपोर्ट को ख़ारिज किया।"
    assert ("mea_in", "विदेश मंत्रालय") in of_kind(finder, ours, "organisation")
    abroad = "अमेरिका ने कहा कि अमेरिका के विदेश मंत्रालय के प्रवक्ता आएंगे।"
    assert of_kind(finder, abroad, "organisation") == []
