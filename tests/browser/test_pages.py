"""Every page opens, in both languages, from any link, on any screen, and asks nothing of the network."""

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from dashboard.strings import texts
from dashboard.style import ACCEPTED
from tests.browser.waiting import ACTED, settle, steady

pytestmark = pytest.mark.browser

VIEWS = Path(__file__).parents[2] / "dashboard" / "views"
PAGES = sorted(path.stem for path in VIEWS.glob("*.py") if path.stem != "__init__")
# To load a page anew costs as much again as the page. These are opened by their address, which no other test
# does, and lead to the others as they lead a reader.
FIRST = ("overview", "actor", "agenda", "corrections", "names", "timeline")
REST = [name for name in PAGES if name not in FIRST]
WALKS = [(name, *REST[place :: len(FIRST)]) for place, name in enumerate(FIRST)]
LANGUAGES = {"hi": "हिन्दी", "en": "English"}
CLOSED = "[data-testid=stSidebar][data-collapsed=true]"
EDGES = """() => innerWidth === 390 && [...document.querySelectorAll(
    '[data-testid=stButtonGroup] [role=radio]')].map(button => button.getBoundingClientRect().toJSON())"""

BOXES = """() => [...document.querySelectorAll('{}')].map(one => one.getBoundingClientRect().toJSON())
    .filter(box => box.width > 0)"""
GROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
CELLS = """() => [...document.querySelectorAll('.bartext-inside')].map(one => {
    const style = getComputedStyle(one);
    return {text: style.fill, line: style.stroke,
            ground: getComputedStyle(one.parentElement.querySelector('path')).fill}; })"""


@pytest.mark.parametrize("walk", WALKS, ids="-".join)
def test_every_page_opens_in_both_languages(visit, walk):
    page, now, other = visit(f"{'' if walk[0] == 'overview' else walk[0]}?ui=hi"), "hi", "en"
    for name in walk:
        if name != walk[0]:
            choose(page, "stPageLink", texts(now)[f"{name}.title"], texts(now)[f"{name}.title"])
        stands(page, name, now)
        choose(page, "stButtonGroup", LANGUAGES[other], texts(other)[f"{name}.title"])
        stands(page, name, other)
        now, other = other, now


def choose(page, kind, entry, title):
    """Click an entry of the sidebar that leads to the page of this title."""
    page.get_by_test_id("stSidebar").get_by_test_id(kind).get_by_text(entry, exact=True).click()
    page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
    settle(page)


def stands(page, name, language):
    assert whole(page) == texts(language)[f"{name}.title"]
    assert urlsplit(page.url).path == f"/{'' if name == 'overview' else name}"
    assert language == "hi" or "ui=en" in page.url
    assert page.locator(ACCEPTED).count() == (name == "corpus")  # what it says is true of no other page


def whole(page):
    """Return the title of a page on which nothing has failed."""
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0
    return page.get_by_role("heading", level=1).inner_text()


def test_on_a_phone_no_control_runs_out_of_the_screen(visit):
    page = visit("trends?ui=en")
    page.set_viewport_size({"width": 390, "height": 844})
    edges = steady(page, EDGES)
    assert len(edges) > 8
    assert max(box["right"] for box in edges if box["left"] >= 0) <= 390


def test_on_a_phone_the_sidebar_closes_when_a_page_or_the_language_was_chosen(visit):
    page = visit("method?ui=en")
    bar, closed = page.get_by_test_id("stSidebar"), page.locator(CLOSED)

    def choose(entry):
        if closed.count():
            page.get_by_test_id("stExpandSidebarButton").click()
            closed.wait_for(state="detached")
        bar.get_by_text(entry, exact=True).click()
        settle(page)

    choose("Method")
    assert not closed.count()  # on a desk it stands beside the page
    page.set_viewport_size({"width": 390, "height": 844})
    closed.wait_for(state="attached")  # as Streamlit does it, a moment after the screen has become narrow
    choose("Headings")
    assert not closed.count()  # a filter: the next one may follow
    for entry in ("Method", "हिन्दी"):
        choose(entry)
        closed.wait_for(state="attached")


def test_the_links_of_the_sidebar_stand_below_each_other(visit):
    """The chosen one's ground lay on the upper signs of the next."""
    boxes = steady(visit("method?ui=hi"), BOXES.format("[data-testid=stSidebar] [data-testid=stPageLink] a"))
    assert len(boxes) == len(PAGES)
    assert all(upper["bottom"] <= lower["top"] for upper, lower in zip(boxes, boxes[1:], strict=False))


@pytest.fixture
def elsewhere(browser, server, asked):
    """Return a function that opens an address on another screen, and waits for a mark of its charts."""
    opened = []

    def elsewhere(address, mark, *, width, height, **screen):
        opened.append(browser.new_context(viewport={"width": width, "height": height}, **screen))
        opened[-1].add_init_script(path=ACTED)
        page = opened[-1].new_page()
        page.goto(f"{server}/{address}")
        page.locator(mark).first.wait_for(timeout=60_000)
        settle(page)
        return page

    yield elsewhere
    for context in opened:
        context.close()


def test_where_nothing_hovers_tools_lie_on_nothing(elsewhere):
    """A phone shows them at all times: over the pages of a table, and over the names of a chart's colours."""
    page = elsewhere("timeline?ui=en", ".modebar", width=390, height=3000, has_touch=True)
    names, tools = (steady(page, BOXES.format(place)) for place in (".legendtext", ".modebar-group"))
    told, above = (
        steady(page, BOXES.format(place))
        for place in ("[data-testid=stMarkdownContainer] p, [data-testid=stBaseButton-secondary]",
                      "[data-testid=stElementToolbar]")
    )  # fmt: skip
    assert names and tools and told and above
    assert not [name for name in names for tool in tools if touch(name, tool)]
    assert not [one for one in told for tool in above if touch(one, tool)]


@pytest.fixture
def painted(tab):
    """Return a function that says whether the reader likes it light or dark."""
    yield lambda scheme: tab.emulate_media(color_scheme=scheme)
    tab.emulate_media(color_scheme="light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_in_cells_can_be_read(visit, painted, scheme):
    """WCAG 2.1, 1.4.3: the number against its cell, or against the line drawn around it."""
    painted(scheme)
    page = visit("agenda", height=2000)
    assert (luminance(page.evaluate(GROUND)) < 0.5) == (scheme == "dark")
    page.locator(".bartext-inside").first.wait_for()
    cells = steady(page, CELLS)
    assert len({cell["ground"] for cell in cells}) == 2  # once and twice: a middle blue and the strongest
    for cell in cells:
        ground = luminance(cell["ground"], under=cell["line"])
        lighter, darker = sorted([luminance(cell["text"]), ground], reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, cell


def luminance(colour, *, under=None):
    """Return the luminance of a colour, or of the colour of the line ``under`` a number that lies on it."""
    parts = [float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
    if under and under != "none":
        share = float(re.findall(r"[\d.]+", under)[3])
        parts = [part * (1 - share) for part in parts]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def touch(one, other):
    return (
        one["left"] < other["right"] - 1
        and other["left"] < one["right"] - 1
        and one["top"] < other["bottom"] - 1
        and other["top"] < one["bottom"] - 1
    )


def test_a_long_article_opens_at_its_sentence(visit):
    page = visit("read?name=000_e9d52559c15d213b&at=S23", height=600)
    inside = page.evaluate(
        """() => { const box = document.querySelector('.vm-reader').getBoundingClientRect();
                   const at = document.querySelector('.vm-at').getBoundingClientRect();
                   return at.top >= box.top - 1 && at.bottom <= box.bottom + 1; }"""
    )
    assert inside


def test_a_nonsense_link_gives_a_notice_and_the_page(visit):
    page = visit(f"actors?unit=chapter&top=-3&doc={quote('कोई-नहीं')}&from=yesterday&mark=pair:%00")
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlert").count() == 1
    page.locator(".st-key-actors_network canvas").first.wait_for()


def test_nothing_is_asked_of_the_network(visit, asked):
    """As after every test here: a page with the network, its charts and fonts, as a new reader gets it."""
    visit("actors", fresh=True).locator(".st-key-actors_network canvas").first.wait_for()
    assert len(asked) > 50
