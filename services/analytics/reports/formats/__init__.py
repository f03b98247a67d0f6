"""Placeholder of the formats; replaced before anything is merged."""

from dataclasses import dataclass
from enum import StrEnum

from analytics.reports.document import Report


class Format(StrEnum):
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True)
class Rendered:
    content: bytes
    media_type: str
    filename: str


def render(report: Report, wanted: Format) -> Rendered:
    return Rendered(report.model_dump_json().encode(), "application/json", "report.json")
