"""Each format says the same as the report, nothing that is hidden, and is what its readers' tools take it for."""

import base64
import csv
import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import html
from pypdf import PdfReader

from analytics.reports.document import NumberUnit, Paragraph, Report, Row, Value, Words
from analytics.reports.formats import Format, Rendered, render
from analytics.reports.formats.wording import COUNTED, caption, heading, said_under
from analytics.reports.published import stripped
from kernel.errors import Unavailable
from tests.reports.published_report import (
    BEFORE_PUBLICATION,
    BY_AGE,
    FACTS,
    FORMULA,
    KEY,
    REPORT,
    SMALL,
    count,
    hidden,
)

Cells = dict[str, list[list[str]]]
"""By table, line by line: what the row is called and what its numbers say."""
PRINTED = {
    table.number: [[row.label, *(value.text for value in row.values)] for row in table.rows]
    for table in REPORT.tables()
}
FORMATS = list(Format)


@pytest.fixture(scope="module")
def files() -> dict[Format, Rendered]:
    return {wanted: render(REPORT, wanted) for wanted in FORMATS}


@pytest.fixture(scope="module")
def page(files: dict[Format, Rendered]) -> html.HtmlElement:
    return html.fromstring(files[Format.HTML].content.decode())


@pytest.fixture(scope="module")
def book(files: dict[Format, Rendered]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(files[Format.XLSX].content))


@pytest.fixture(scope="module")
def word(files: dict[Format, Rendered]) -> docx.document.Document:
    return docx.Document(io.BytesIO(files[Format.DOCX].content))


@pytest.fixture(scope="module")
def pdf(files: dict[Format, Rendered]) -> bytes:
    return b"\n".join(unpacked(files[Format.PDF].content))


def unpacked(content: bytes) -> Iterator[bytes]:
    """A file, and all that is packed inside it: archives, streams of a PDF, pictures of a page."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from unpacked(archive.read(name))
    if content.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
            yield zlib.decompressobj().decompress(stream) if stream[:1] == b"x" else stream
    for picture in re.findall(rb"base64,([A-Za-z0-9+/=]+)", content):
        yield base64.b64decode(picture)


def changed(**update: object) -> Report:
    """The report with its first table's first number changed."""
    section = REPORT.sections[0]
    blocks = list(section.blocks)
    at = next(at for at, block in enumerate(blocks) if block.kind == "table")
    table = blocks[at]
    first = table.rows[0]
    values = (first.values[0].model_copy(update=update), *first.values[1:])
    rows = (first.model_copy(update={"values": values}), *table.rows[1:])
    blocks[at] = table.model_copy(update={"rows": rows})
    return REPORT.model_copy(update={"sections": (section.model_copy(update={"blocks": tuple(blocks)}),)})


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize("left", [{"hidden": True}, {"counts": (KEY,)}], ids=["a hidden value", "counts"])
def test_a_report_that_still_gives_something_away_has_no_format(wanted: Format, left: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not for its readers"):
        render(changed(**left), wanted)


def test_what_is_hidden_is_in_a_report_until_it_is_published() -> None:
    assert str(SMALL) in BEFORE_PUBLICATION.model_dump_json()
    assert stripped(REPORT) == REPORT


@pytest.mark.parametrize("wanted", FORMATS)
def test_nothing_hidden_is_anywhere_in_a_file(files: dict[Format, Rendered], wanted: Format) -> None:
    for part in unpacked(files[wanted].content):
        digits = re.sub(rb"[ ,._\xa0]", b"", part)
        assert str(SMALL).encode() not in digits
        assert KEY.encode() not in part


def test_the_page_has_every_table(page: html.HtmlElement) -> None:
    found = {}
    for table in page.iter("table"):
        number = re.match(r"Table ([\d.]+)", table.find("caption").text_content())
        found[number[1]] = [[cell.text_content() for cell in row] for row in table.find("tbody")]
    assert found == PRINTED


def test_word_has_every_table(word: docx.document.Document) -> None:
    found = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
    assert [table[1:] for table in found] == list(PRINTED.values())
    heads = [[table.row_title, *map(heading, table.columns)] for table in REPORT.tables()]
    assert [table[0] for table in found] == heads


def test_a_workbook_has_every_table_with_numbers_as_numbers(book: openpyxl.Workbook) -> None:
    found = {}
    for table in REPORT.tables():
        lines = list(book[f"Table {table.number}"].iter_rows(values_only=True))
        found[table.number] = [list(line) for line in lines[-len(table.rows) :]]
    assert found == {
        table.number: [
            [
                row.label.replace("$$", "$ $"),
                *(v.text if not isinstance(v.value, int | float) else v.value for v in row.values),
            ]
            for row in table.rows
        ]
        for table in REPORT.tables()
    }


def test_tidy_data_have_every_number(files: dict[Format, Rendered]) -> None:
    lines = rows_of(files, "tables.csv")
    assert len(lines) == sum(len(row.values) for table in REPORT.tables() for row in table.rows)
    subjects = [line for line in lines if line["table"] == "subjects"]
    assert subjects[3] == {
        "table": "subjects",
        "row": f"'{FORMULA}",
        "column": "Change",
        "measure": "change",
        "value": "-6",
    }
    assert [line["value"] for line in subjects if line["row"] == "total"] == ["2000", "100.0", "1940", "60"]
    assert [line["value"] for line in subjects if line["row"].startswith("Care")] == ["[c]", "[c]", "[z]", "[c]"]
    assert {
        line["row"]: line["value"] for line in lines if line["table"] == "by_age" and line["column"] == "total"
    } == {
        "Upheld": "18",
        "Partly upheld": "7",
        "total": "25",
    }
    assert "'@of 31 remedies" in [line["value"] for line in lines]


def test_the_dictionary_says_what_every_column_is(files: dict[Format, Rendered]) -> None:
    lines = rows_of(files, "dictionary.csv")
    told = {(line["table"], line["column"]) for line in lines}
    assert told >= {(line["table"], line["column"]) for line in rows_of(files, "tables.csv")}
    assert lines[1] == {
        "table": "subjects",
        "number": "1.1",
        "title": "Complaints by subject",
        "row": "Subject",
        "column": "2025-26 share",
        "measure": "per cent",
        "definition": SUBJECTS_COUNTED,
        "note": "Each complaint is counted once. [c] hidden so that nobody can be identified. "
        "[z] not applicable, or not recorded.",
    }


def test_the_dictionary_says_what_a_column_of_its_own_year_and_each_row_count(
    files: dict[Format, Rendered],
) -> None:
    lines = rows_of(files, "dictionary.csv")
    [before] = [
        line["definition"] for line in lines if line["table"] == "subjects" and "2024-25" in line["column"]
    ]
    assert before == "Number of cases by subject; received from 1 April 2024 to 31 March 2025."
    facts = [(line["row"], line["column"], line["definition"]) for line in lines if line["table"] == "facts"]
    assert facts == [
        ("Measure", "2025-26", ""),
        ("Measure", "Counted", ""),
        ("Received", "", "Number of cases."),
        ("Answered on time", "", "Share of cases answered on time."),
        ("Paid", "", "Sum of payments."),
    ]


SUBJECTS_COUNTED = "Number of cases by subject; received from 1 April 2025 to 31 March 2026."


def rows_of(files: dict[Format, Rendered], name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(files[Format.CSV].content)) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))


def test_a_catalogue_of_open_data_learns_what_it_is(files: dict[Format, Rendered]) -> None:
    with zipfile.ZipFile(io.BytesIO(files[Format.CSV].content)) as archive:
        told = json.loads(archive.read("dataset.jsonld"))
        named = {part["contentUrl"] for part in told["distribution"]}
        assert named == set(archive.namelist()) - {"dataset.jsonld"}
    assert (told["@type"], told["creator"]["name"]) == ("Dataset", REPORT.council)
    assert told["temporalCoverage"] == f"{REPORT.since}/{REPORT.to}"
    assert "open-government-licence" in told["license"]


def test_json_is_the_report(files: dict[Format, Rendered]) -> None:
    assert Report.model_validate(json.loads(files[Format.JSON].content)) == REPORT


@pytest.mark.parametrize("wanted", [Format.HTML, Format.PDF, Format.CSV, Format.JSON])
def test_the_same_report_is_the_same_file(files: dict[Format, Rendered], wanted: Format) -> None:
    assert render(REPORT, wanted).content == files[wanted].content


def test_a_page_stands_alone_and_runs_nothing(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en-GB"
    assert not list(page.iter("script", "link", "iframe"))
    addresses = [*page.xpath("//@src"), *page.xpath("//@href")]
    assert all(address.startswith(("#", "data:")) for address in addresses)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in addresses if address.startswith("#")} <= set(ids)


def test_a_page_says_what_the_report_is_and_what_is_written(page: html.HtmlElement) -> None:
    said = " ".join(page.text_content().split())
    assert "Provisional: 2025-26 is not over" in said
    assert "Version 2. Figures as of 24 March 2026." in said
    assert said.count("Figures as of 24 March 2026.") == 1
    assert "We <listened> & learned." in said
    assert "Signed: The Director of Adult Services, the director" in said
    assert "Not written yet: What it costs." in said
    assert "An aside" not in said
    assert "We received 2,000 complaints and withdrew [c]." in said
    assert "Answered on time: Share of cases answered on time." in said


OPEN = "Small numbers are shown: The Ombudsman publishes them."


def test_every_format_says_why_small_numbers_are_shown(
    page: html.HtmlElement,
    word: docx.document.Document,
    book: openpyxl.Workbook,
    files: dict[Format, Rendered],
) -> None:
    marks = "[c] hidden so that nobody can be identified."
    assert f"{OPEN} {marks}" in page.text_content()
    assert f"{OPEN} {marks}" in [line.text for line in word.paragraphs]
    assert [cell.value for cell in book["Table 1.5"]["A"]].count(OPEN) == 1
    noted = {line["table"]: line["note"] for line in rows_of(files, "dictionary.csv")}
    assert noted["by_age"] == f"{OPEN} {marks}"
    assert OPEN not in noted["subjects"]


WORDS = Words(id="before", title="Beforehand", asked_for="", paragraphs=(Paragraph(runs=("What follows.",)),))


def lengthened(rows: int, *before: Words) -> Report:
    """The report from the middle of a page on, with so many rows in the table there."""
    many = tuple(Row(id=str(at), label=f"Row {at}", values=(Value(value=at),) * 3) for at in range(rows))
    table = BY_AGE.model_copy(update={"rows": many})
    lines = (Paragraph(runs=("A line.",)),) * 15
    section = REPORT.sections[0].model_copy(update={"blocks": (*lines, *before, table)})
    return REPORT.model_copy(update={"sections": (section,)})


def test_a_long_table_begins_where_there_is_room_and_a_short_one_stays_whole() -> None:
    def pages(rows: int) -> list[str]:
        reader = PdfReader(io.BytesIO(render(lengthened(rows), Format.PDF).content))
        return [text for text in (page.extract_text() for page in reader.pages) if "Row " in text]

    first, second = pages(20)
    assert "A line." in first
    assert "Row 0" in first
    assert ("65 and over" in second, "Row 19" in second) == (True, True)
    [only] = pages(12)
    assert "A line." not in only


def test_no_page_ends_with_a_head_and_what_is_said_before_a_table() -> None:
    report = lengthened(12, WORDS)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render(report, Format.PDF).content)).pages]
    [with_table] = [text for text in pages if "Row 0" in text]
    assert ("Beforehand" in with_table, "What follows." in with_table) == (True, True)
    word = docx.Document(io.BytesIO(render(report, Format.DOCX).content))
    [said] = [line for line in word.paragraphs if line.text == "What follows."]
    assert said.paragraph_format.keep_with_next


def test_heads_of_a_year_stand_over_their_columns(page: html.HtmlElement) -> None:
    above, below = page.find(".//table[@class]/thead")
    assert [(cell.text, cell.get("colspan"), cell.get("scope")) for cell in above] == [
        (None, None, None),
        ("2025-26", "2", "colgroup"),
        ("2024-25", "1", "colgroup"),
        (None, None, None),
    ]
    assert [cell.text for cell in below] == ["Subject", "Number", "Share", "Number", "Change"]
    assert {cell.get("scope") for cell in below} == {"col"}


def test_a_chart_shows_every_number_and_marks_what_is_hidden(page: html.HtmlElement) -> None:
    pictures = [base64.b64decode(src.partition(",")[2]).decode() for src in page.xpath("//figure//img/@src")]
    drawn = [re.findall(r"<text[^>]*>([^<]*)</text>", picture) for picture in pictures]
    assert {"1,234", "1,240", "766", "700", "[c]", "[z]", "2025-26", "2024-25", FORMULA} <= set(drawn[0])
    assert {"18", "7", "Upheld 18", "Partly upheld 7"} <= set(drawn[1])
    assert drawn[2].count("[c]") == 2
    assert page.xpath("//figure//img/@alt") == [chart.alt for chart in REPORT.charts()]


def test_a_pdf_is_tagged_and_says_what_it_is(pdf: bytes) -> None:
    for said in (
        b"/MarkInfo",
        b"/StructTreeRoot",
        b"/Outlines",
        b"(en-GB)",
        b"pdfuaid:part",
        b"Adult social care complaints, annual report 2025-26",
        b"/Caption",
        b"/TH",
    ):
        assert said in pdf
    assert pdf.count(b"/S /Figure") + pdf.count(b"/S/Figure") == len(REPORT.charts())
    for chart in REPORT.charts():
        assert chart.alt.encode() in pdf


def test_a_machine_that_makes_no_pdf_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Unavailable, match=r"A PDF cannot be made on this machine: .*HTML is ready to print"):
        render(REPORT, Format.PDF)


def test_word_has_real_headings_captions_and_heads_that_repeat(word: docx.document.Document) -> None:
    told = word.core_properties
    assert (told.title, told.language) == ("Adult social care complaints, annual report 2025-26", "en-GB")
    styles = {line.text: line.style.name for line in word.paragraphs}
    assert styles["1. The year in short"] == "Heading 1"
    assert styles["Foreword"] == "Heading 2"
    for part in [*REPORT.tables(), *REPORT.charts()]:
        assert styles[caption(part)] == "Caption"
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    assert [picture._inline.docPr.get("descr") for picture in word.inline_shapes] == [
        chart.alt for chart in REPORT.charts()
    ]
    assert "NUMPAGES" in word.sections[0].footer._element.xml


def test_word_breaks_no_table_that_has_room_on_a_page(word: docx.document.Document) -> None:
    for table in word.tables:
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        assert kept[:-1] == [True] * (len(kept) - 1)
        assert [column.width for column in table.columns] == [cell.width for cell in table.rows[0].cells]
    heads = [line for line in word.paragraphs if line.text == COUNTED]
    assert all(line.paragraph_format.keep_with_next for line in heads)


def test_word_keeps_with_a_table_what_is_said_under_it(word: docx.document.Document) -> None:
    last = {
        caption(table): grid.rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next
        for table, grid in zip(REPORT.tables(), word.tables, strict=True)
    }
    assert last == {caption(table): bool(said_under(table) or table.definitions) for table in REPORT.tables()}
    [marks] = [line for line in word.paragraphs if line.text.startswith("Each complaint is counted once.")]
    assert marks.paragraph_format.keep_with_next


def test_a_sheet_is_as_wide_as_a_page(book: openpyxl.Workbook) -> None:
    assert {
        (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) for sheet in book
    } == {("landscape", None, 0)}
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book)


def test_a_sentence_of_several_lines_has_room_for_them(book: openpyxl.Workbook) -> None:
    clauses = next(sheet for sheet in book if any(cell.value == "Clause" for cell in sheet["A"]))
    for sheet, width in ((book["Notes"], 110), (clauses, 55)):
        first, last = sheet.tables[next(iter(sheet.tables))].ref.split(":")
        for line in sheet[first:last][1:]:
            longest = max(len(str(cell.value)) for cell in line)
            assert sheet.row_dimensions[line[0].row].height >= 15 * longest / width
            assert {cell.alignment.vertical for cell in line} == {"top"}


def test_what_stands_for_a_number_stands_where_numbers_do(book: openpyxl.Workbook) -> None:
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    (counted,) = [cell for cell in cells if cell.value == "1,410 of 2,000"]
    assert counted.alignment.horizontal == "right"


def test_a_workbook_has_cover_contents_and_notes_and_no_formula(book: openpyxl.Workbook) -> None:
    tables = [f"Table {table.number}" for table in REPORT.tables()]
    assert book.sheetnames == ["Cover", "Contents", "Notes", *tables]
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert all(cell.data_type in "sn" for line in sheet.iter_rows() for cell in line)
    for name in ["Contents", "Notes", *tables]:
        assert len(book[name].tables) == 1
    heads = [cell.value for cell in next(line for line in book["Table 1.1"] if line[0].value == "Subject")]
    assert heads == [
        "Subject",
        "2025-26 number",
        "2025-26 share (per cent)",
        "2024-25 number",
        "Change (change in number)",
    ]
    facts = {line[0].value: line[1].number_format for line in book["Table 1.3"] if len(line) > 1}
    assert (facts["Answered on time"], facts["Paid"]) == ('#,##0.0"%"', '"£"#,##0')


@pytest.mark.parametrize("wanted", FORMATS)
def test_a_file_is_called_what_it_is(files: dict[Format, Rendered], wanted: Format) -> None:
    endings = {Format.CSV: ".zip", Format.EASY_READ: "-easy-read.html"}
    ending = endings.get(wanted, f".{wanted.value}")
    assert files[wanted].filename == f"eastmere-adults-complaints-2025-26-version-2{ending}"


def test_easy_read_says_key_facts_in_short_sentences(files: dict[Format, Rendered]) -> None:
    page = html.fromstring(files[Format.EASY_READ].content.decode())
    assert [head.text for head in page.iter("h2")] == [
        "This is from Eastmere City Council.",
        "People made 2,000 complaints.",
        "We answered 1,410 of 2,000 complaints on time.",
        "These numbers may change.",
        "There is a longer report.",
    ]
    assert not page.xpath("//@src | //@href | //script")
    sentences = re.findall(r"[^.]+\.", " ".join(line.text for line in page.iter("h2", "p")))
    assert max(len(sentence.split()) for sentence in sentences) <= 15


def test_easy_read_leaves_out_what_is_hidden() -> None:
    facts = {"received": hidden(), "well_founded": hidden(), "commendations": count(1)}
    counted = Value(value="3 of 87654321", unit=NumberUnit.TEXT, hidden=True)
    rows = tuple(Row(id=name, label=name, values=(value, counted)) for name, value in facts.items())
    table = FACTS.model_copy(update={"rows": rows})
    section = REPORT.sections[0].model_copy(update={"blocks": (table,)})
    report = stripped(REPORT.model_copy(update={"sections": (section,), "provisional": False}))
    page = html.fromstring(render(report, Format.EASY_READ).content.decode())
    said = [head.text for head in page.iter("h2")]
    assert said[1:] == ["People said thank you 1 time.", "There is a longer report."]


@pytest.mark.parametrize("wanted", [Format.DOCX, Format.XLSX, Format.PDF])
def test_what_was_pasted_and_what_is_empty_stops_no_format(wanted: Format) -> None:
    empty = BY_AGE.model_copy(update={"rows": (), "title": "Line\x0bbreak"})
    words = Paragraph(runs=("Pasted\x0b\x00text",))
    section = REPORT.sections[0].model_copy(update={"blocks": (words, empty)})
    content = render(REPORT.model_copy(update={"sections": (section,)}), wanted).content
    assert wanted is Format.PDF or b"Linebreak" in b"".join(unpacked(content))


def test_a_chart_of_nothing_says_so() -> None:
    tables = [table.model_copy(update={"rows": table.rows[-1:]}) for table in REPORT.tables()[:1]]
    section = REPORT.sections[0].model_copy(update={"blocks": (*tables, REPORT.charts()[0])})
    page = render(REPORT.model_copy(update={"sections": (section,)}), Format.HTML).content.decode()
    assert "There is nothing to draw" in page
    assert "<img" not in page


def test_marks_in_words_are_those_of_values() -> None:
    assert [Value(value=None).text, Value(value=None, hidden=True).text] == ["[z]", "[c]"]


def test_easy_read_of_nothing_but_small_numbers_says_so() -> None:
    section = REPORT.sections[1]
    page = html.fromstring(render(REPORT.model_copy(update={"sections": (section,)}), Format.EASY_READ).content)
    assert [head.text for head in page.iter("h2")][1] == "We can show no numbers here."
