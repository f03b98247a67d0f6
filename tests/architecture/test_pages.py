"""Every page of documentation is found from its folder's list, and no link between pages leads nowhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LISTS = sorted(DOCS.rglob("README.md"))
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("deploy/*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)")


def linked(page: Path) -> set[Path]:
    """The files that a page links to."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return {(page.parent / each).resolve() for each in found if not each.startswith("/")}


@pytest.mark.parametrize("pages", LISTS, ids=lambda pages: str(pages.relative_to(ROOT)))
def test_a_list_has_every_page_of_its_folder(pages: Path) -> None:
    assert sorted(page.name for page in set(pages.parent.glob("*.md")) - linked(pages) - {pages}) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_leads_nowhere(page: Path) -> None:
    assert sorted(str(path) for path in linked(page) if not path.exists()) == []
