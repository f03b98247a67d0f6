"""A report in the formats that people read, print, work on and compute with: one Report, the same in each.

Easy read alone says less: the few key facts that anybody should know.

Each format's libraries are imported when the first report is asked for in it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from analytics.reports.document import Report
from analytics.reports.formats.wording import readable
from analytics.reports.published import require_published


class Format(StrEnum):
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    EASY_READ = "easy_read"


@dataclass(frozen=True)
class Rendered:
    content: bytes
    media_type: str
    filename: str


def render(report: Report, wanted: Format) -> Rendered:
    """The report as a file.

    Raises:
        ValueError: something that has to be hidden is still in it.
        NotOnThisMachine: a PDF where what it is made with is missing.
    """
    require_published(report)
    report = readable(report)
    match wanted:
        case Format.HTML:
            from analytics.reports.formats import web

            return _file(report, web.page(report).encode(), HTML, "html")
        case Format.EASY_READ:
            from analytics.reports.formats import easy

            return _file(report, easy.page(report).encode(), HTML, "html", kind="easy read")
        case Format.PDF:
            from analytics.reports.formats import pdf

            return _file(report, pdf.document(report), "application/pdf", "pdf")
        case Format.DOCX:
            from analytics.reports.formats import word

            return _file(report, word.document(report), f"{OPEN_XML}.wordprocessingml.document", "docx")
        case Format.XLSX:
            from analytics.reports.formats import excel

            return _file(report, excel.workbook(report), f"{OPEN_XML}.spreadsheetml.sheet", "xlsx")
        case Format.CSV:
            from analytics.reports.formats import tidy

            return _file(report, tidy.archive(report), "application/zip", "zip")
        case Format.JSON:
            return _file(report, report.model_dump_json().encode(), "application/json", "json")


HTML = "text/html; charset=utf-8"
OPEN_XML = "application/vnd.openxmlformats-officedocument"


def _file(report: Report, content: bytes, media_type: str, ending: str, kind: str = "") -> Rendered:
    version = f"version {report.version}" if report.version else "draft"
    name = f"{report.authority} {report.scope} complaints {report.period} {version} {kind}".strip()
    return Rendered(content, media_type, re.sub(r"[^a-z0-9]+", "-", name.lower()) + f".{ending}")
