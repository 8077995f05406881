"""A corpus of three articles by hand, with every figure that the tests ask of it told here.

b.txt  2024-03-01, source क        a.txt  2024-01-01        c.txt  undated
H1 भारत-रूस संबंध                    J1 ×                     S1 सुरक्षा पर चर्चा।
S1 [एजेंसी] जयशंकर ने पुतिन से       S1 जयशंकर और लावरोव मिले।
   संबंधों पर बात की।                S2 भारत-रूस बैठक में बैठक हुई।
S2 भारत और रूस के संबंध मजबूत संबंधों पर।
S3 रूसी मंत्री लावरोव आए।

Tokens: a 10, b 24 (एजेंसी is the byline), c 3; in all 37.
"""

from datetime import date

from tests.analysis.hand import Name, Page, make_store

PAGES = (
    Page(
        "b.txt",
        (
            "# भारत-रूस संबंध",
            "[एजेंसी] जयशंकर ने पुतिन से संबंधों पर बात की। भारत और रूस के संबंध मजबूत संबंधों पर।",
            "रूसी मंत्री लावरोव आए।",
        ),
        date(2024, 3, 1),
        "क",
    ),
    Page("a.txt", ("×", "जयशंकर और लावरोव मिले। भारत-रूस बैठक में बैठक हुई।"), date(2024, 1, 1)),
    Page("c.txt", ("सुरक्षा पर चर्चा।",)),
)
NAMES = (
    Name("P_J", "person", ("जयशंकर",), aliases=("Jaishankar", "S. Jaishankar")),
    Name("P_L", "person", ("लावरोव",)),
    Name("P_P", "person", ("पुतिन",)),
    Name("C_IN", "country", ("भारत",)),
    Name("C_RU", "country", ("रूस", "रूसी"), how={"रूसी": "adjective"}),
    Name("I_X", "item", ("ब्रह्मोस",), klass="missile.cruise", watched=True),
    Name("I_Y", "item", ("तेजस",), klass="aircraft.fighter"),
)
LEMMAS = {"संबंधों": "संबंध"}
STOPS = {"और": "closed", "ने": "closed", "से": "closed", "पर": "closed", "के": "closed", "में": "closed"}


def news_store(path=None, batches=2):
    return make_store(PAGES, NAMES, lemmas=LEMMAS, stops=STOPS, path=path, batches=batches)
