"""The only door between a report and its readers: nothing hidden, and nothing that numbers are made of. Pure."""

from analytics.reports.document import HIDDEN, Block, Bound, Paragraph, Report, Table, Value, with_paragraphs


def stripped(report: Report) -> Report:
    """The report without a hidden value, and without what its numbers are made of."""
    sections = []
    for section in report.sections:
        blocks = tuple(_bare_block(block) for block in section.blocks)
        sections.append(section.model_copy(update={"blocks": blocks}))
    return report.model_copy(update={"sections": tuple(sections)})


def require_published(report: Report) -> None:
    """Raises ValueError for a report that still says, or gives away, what has to be hidden."""
    if report != stripped(report):
        raise ValueError("This report is not for its readers yet: hidden numbers, or counts, are still in it.")


def _bare_block(block: Block) -> Block:
    if isinstance(block, Table):
        rows = tuple(row.model_copy(update={"values": tuple(map(_bare, row.values))}) for row in block.rows)
        return block.model_copy(update={"rows": rows})
    return with_paragraphs(block, _bare_words)


def _bare(value: Value) -> Value:
    return value.model_copy(update={"counts": (), "value": None if value.hidden else value.value})


def _bare_words(paragraph: Paragraph) -> Paragraph:
    runs = tuple(
        run.model_copy(update={"counts": (), "instead": HIDDEN}) if isinstance(run, Bound) else run
        for run in paragraph.runs
    )
    return paragraph.model_copy(update={"runs": runs})
