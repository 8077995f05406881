"""Saved web pages: the article's lines, and what the page says about itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from analysis.errors import ReadingError
from analysis.reading.dates import is_missing, parse_date
from analysis.reading.limits import Limits
from analysis.reading.result import Draft
from analysis.reading.source import Source, read_whole
from analysis.reading.text import ENCODINGS, decode

DROPPED = frozenset(
    """script style noscript template nav aside footer form button select option textarea iframe svg canvas
    object embed audio video figure dialog title""".split()  # noqa: SIM905 - words are easier to read than quotes
)
BLOCKS = frozenset(
    """p div section article main header h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre table tr td th
    caption address hr body html""".split()  # noqa: SIM905
)
# The parser reads the content of these as elements, which no browser shows.
SHOWN = "[not(ancestor::noscript or ancestor::template)]"
# Where the article lies, the surest first; the longest text of the first kind that has enough is taken.
BODIES = tuple(
    f"{path}{SHOWN}" for path in ("//*[@itemprop='articleBody']", "//article", "//main", "//*[@role='main']")
)
ENOUGH = 200
DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='publish-date' or @name='pubdate' or @name='date' or @name='DC.date.issued']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,20})", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# With attributes only where one has a value: "a<b और b>c" and "x<u esa >" (an old font) are none.
_REST = r"(?:\s[^<>]*=[^<>]*)?\s*/?>"
_TAG = re.compile(
    r"</?(?:p|div|span|section|article|header|footer|nav|main|aside|h[1-6]|[uod]l|li|dt|dd|table|t[rdh]|tbody|thead"
    r"|caption|blockquote|figure|figcaption|pre|hr|br|a|b|i|u|s|q|em|strong|small|big|font|center|cite|code|del|ins"
    r"|mark|abbr|time|sup|sub|img|picture|iframe|embed|script|noscript|style|video|audio|svg|form|button|textarea"
    r"|input|label|html|head|body|meta|link|[a-z]{1,9}[-:][a-z-]{1,20})" + _REST,
    re.I,
)
_BLOCK = re.compile(r"</?(?:p|div|section|article|h[1-6]|ul|ol|li|table|tr|blockquote|br)" + _REST, re.I)
_FORM = re.compile(r"</?form\b[^<>]*>", re.I)
ESCAPED = 3  # times
# Not "AT&T;": a letter or sign by its name or number.
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|zwn?j|rupee|#\d{2,6}|#x[0-9a-f]{2,5});", re.I
)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def html_drafts(source: Source, limits: Limits, encoding: str | None) -> Iterator[Draft]:
    """Yield the one article of a page: a line for each paragraph, heading and list item, without markup.

    Scripts, styles, navigation, asides, forms and hidden parts are left out. Title, publisher, date and
    address are taken only from what the page states: og:title or the first heading, og:site_name,
    article:published_time or JSON-LD's datePublished, the canonical link. Raises what ``decode`` raises.
    """
    import lxml.html

    data = read_whole(source, limits.article_bytes)
    text = decode(data, file=source.path, encoding=encoding or _declared(data))
    if not text.strip():
        raise ReadingError("reading.empty", file=source.path)
    # Bytes in, for lxml refuses text with an XML encoding declaration; entities of a DTD stay unresolved.
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    root = lxml.html.document_fromstring(
        text.replace("\0", "\ufffd").encode("utf-8", "replace"), parser=parser
    )
    published, notes = _published(root, source)
    yield Draft(
        text="\n".join(_lines(_body(root))),
        title=_first(root, "//meta[@property='og:title']/@content") or _heading(root),
        source=_first(root, "//meta[@property='og:site_name']/@content") or None,
        published=published[0] if published else None,
        published_precision=published[1] if published else None,
        published_origin="page" if published else None,
        url=_url(root),
        notes=notes,
    )


def unmarked(text: str) -> str:
    """Return the text of a cell without the markup it was written in, the very same where there is none.

    Feeds and editors give articles as "<p>भारत&nbsp;ने …</p>": its tags would be counted as words. Where no
    tag begins a new line, the ends of its lines do; where some do, an empty line does too.
    """
    for _ in range(ESCAPED):  # feeds write the tags themselves as "&lt;p&gt;"
        if "<" in text and _TAG.search(text):
            return _without_tags(text)
        if "&" not in text or not _ENTITY.search(text):
            break
        text = unescape(text)
    return text


def _without_tags(text: str) -> str:
    import lxml.html

    lines = re.sub(r"\n[ \t\r]*\n" if _BLOCK.search(text) else r"\n", "<br>", text)
    lines = _FORM.sub("", lines)  # some pages have everything in one
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = lxml.html.document_fromstring(f"<html><body><div>{lines}".encode(), parser=parser)
        return "\n".join(_lines(root))
    except (ValueError, lxml.etree.LxmlError):  # no text at all (check_text tells of it), or only a comment
        return text


def _declared(data: bytes) -> str | None:
    """Return the encoding that the page names, where it is one that must be named; else None."""
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else ""
    # The web reads latin-1 as windows-1252 (WHATWG Encoding Standard, 4.2).
    name = "windows-1252" if name in ("iso-8859-1", "latin1", "cp1252") else name
    if name not in ENCODINGS or name.startswith("utf"):
        return None  # UTF-8 and UTF-16 are found by their bytes; a page that says otherwise is often wrong
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return name
    return None


def _body(root):
    """Return the element that holds the article, the whole page where none is marked."""
    for path in BODIES:
        found = root.xpath(path)
        if found:
            longest = max(found, key=lambda element: sum(map(len, _lines(element))))
            if sum(map(len, _lines(longest))) >= ENOUGH:
                return longest
    return root  # not <body>: the parser leaves an article that follows a stray <meta> in the head


def _lines(element) -> list[str]:
    """Return the text of ``element`` as lines, a block or ``<br>`` begins a new one."""
    parts: list[str] = []
    # A stack of its own: pages nest deeper than Python's calls may.
    stack: list[tuple[object, bool]] = [(element, True)]
    while stack:
        node, opening = stack.pop()
        if not opening:
            parts.append(
                ("\n" if node.tag in BLOCKS else "") + (_flat(node.tail) if node is not element else "")
            )
            continue
        if not isinstance(node.tag, str) or node.tag in DROPPED or _is_hidden(node):
            parts.append(_flat(node.tail) if node is not element else "")
            continue
        parts.append("\n" if node.tag in BLOCKS or node.tag == "br" else "")
        parts.append(_flat(node.text))
        stack.append((node, False))
        stack.extend((child, True) for child in reversed(node))
    return [line for part in "".join(parts).split("\n") if (line := part.strip(" "))]


def _flat(text: str | None) -> str:
    # Line ends in the source of a page are mere spaces; a non-breaking space is the author's and stays.
    return _SPACE.sub(" ", text) if text else ""


def _is_hidden(node) -> bool:
    return "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))


def _first(root, path: str) -> str:
    return next((" ".join(str(value).split()) for value in root.xpath(path) if str(value).strip()), "")


def _heading(root) -> str:
    # Not text_content(): in <h1>रूस <script>x=1</script></h1> that is "रूस x=1".
    headings = (" ".join(" ".join(_lines(element)).split()) for element in root.xpath(f"//h1{SHOWN}"))
    return next((heading for heading in headings if heading), "") or _first(root, f"//title{SHOWN}/text()")


def _url(root) -> str | None:
    url = _first(root, "//link[@rel='canonical']/@href") or _first(
        root, "//meta[@property='og:url']/@content"
    )
    return url if url.startswith(("http://", "https://")) else None


def _published(root, source: Source):
    values = [value for path in DATES[:1] for value in root.xpath(path)]
    values += _json_ld_dates(root)
    values += [value for path in DATES[1:] for value in root.xpath(path)]
    stated = [str(value) for value in values if not is_missing(value)]
    found = next((read for value in stated if (read := parse_date(value))), None)
    if stated and not found:
        error = ReadingError("reading.date", file=source.path, column="datePublished", value=stated[0][:40])
        return None, (error,)
    return found, ()


def _json_ld_dates(root) -> list[str]:
    """Return each datePublished of the page's JSON-LD, whatever is broken in it left out."""
    dates: list[str] = []
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(str(script))]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            if isinstance(value, dict) and isinstance(value.get("datePublished"), str):
                dates.append(value["datePublished"])
            waiting.extend(children)
    return dates
