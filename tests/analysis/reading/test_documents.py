"""Word files and PDFs."""

import io
import zipfile

import pytest

from analysis.reading import Limits, read_bytes

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body, prolog=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        part = f'{prolog}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", part)
    return out.getvalue()


def written_by_word():
    import docx as writer

    document = writer.Document()
    document.add_heading("मॉस्को में बैठक", 1)
    document.add_paragraph("भारत ने ").add_run("कहा").bold = True
    document.add_table(1, 2).rows[0].cells[0].text = "खाना"
    document.add_paragraph("रूस ने भी।")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(*lines):
    """Return a PDF of one page that shows ``lines`` in a built-in font."""
    show = b"BT /F1 12 Tf 72 720 Td " + b" 0 -20 Td ".join(b"(%s) Tj" % line for line in lines) + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(show), show),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def one(name, data, **options):
    (reading,) = read_bytes(name, data, **options)
    return reading


def test_a_word_file_gives_a_line_for_each_paragraph():
    (document,) = one("a.docx", written_by_word()).documents
    assert document.text == "मॉस्को में बैठक\nभारत ने कहा\nखाना\nरूस ने भी।"
    assert (document.title, document.title_guessed, document.published) == ("मॉस्को में बैठक", True, None)


def test_deleted_text_is_left_out_tabs_and_breaks_stay():
    body = (
        "<w:p><w:r><w:t>एक</w:t><w:tab/><w:t>दो</w:t><w:br/><w:t>तीन</w:t></w:r>"
        "<w:del><w:r><w:delText>हटा</w:delText></w:r></w:del><w:ins><w:r><w:t> नया</w:t></w:r></w:ins></w:p>"
    )
    assert one("a.docx", docx(body)).documents[0].text == "एक\tदो\nतीन नया"


def test_entities_are_refused_in_either_encoding():
    bomb = '<!DOCTYPE a [<!ENTITY b "cc">]>'
    assert one("a.docx", docx("<w:p/>", bomb)).error.code == "reading.xml_entities"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", (bomb + "<a/>").encode("utf-16"))
    assert one("a.docx", out.getvalue()).error.code == "reading.xml_entities"


def test_a_word_file_without_text_or_without_a_document():
    assert one("a.docx", docx("<w:p/>")).status == "no_text"
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    assert one("a.docx", out.getvalue()).status == "unreadable"
    assert one("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..").error.code == "reading.encrypted"


def test_a_pdf_gives_its_text_layer():
    reading = one("a.pdf", pdf(b"India and Russia met.", b"In Moscow."))
    assert reading.documents[0].text.split("\n") == ["India and Russia met.", "In Moscow."]


def test_a_pdf_without_text_says_what_helps():
    reading = one("a.pdf", pdf(b""))
    assert (reading.status, reading.error.code) == ("no_text", "reading.pdf_without_text")
    assert "OCR" in reading.message("hi")


def test_a_locked_pdf_is_told():
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(b"secret")))
    writer.encrypt("word", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert one("a.pdf", out.getvalue()).status == "refused"


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"", b"\0" * 100, pdf(b"x")[:200]])
def test_a_broken_pdf_is_told(data):
    assert one("a.pdf", data).status in ("unreadable", "no_text")


def test_limits_of_a_pdf():
    assert one("a.pdf", pdf(b"x"), limits=Limits(pages=0)).error.code == "reading.too_many_pages"
    assert one("a.pdf", pdf(b"x"), limits=Limits(seconds=0.01)).error.code == "reading.too_slow"


def test_entities_are_found_across_the_border_of_two_pieces():
    for shift in range(8):
        prolog = "<!--" + "x" * ((1 << 20) - 12 + shift) + "--><!DOCTYPE a [ ]>"
        assert one("a.docx", docx("<w:p/>", prolog)).error.code == "reading.xml_entities"
