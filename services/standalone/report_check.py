"""`redress report check`: what a published report says against its own numbers."""

import json
import sys
from pathlib import Path

from analytics.reports.checking.published import Unusable, contradictions, read_published
from standalone.failure import fail

CONTRADICTED, UNUSABLE = 1, 2


def check(path: Path, as_json: bool) -> int:
    """Print what was found. Returns 0 for nothing, 1 for contradictions, 2 for a file or claim of no use."""
    try:
        published = read_published(path)
    except Unusable as error:
        fail(str(error))
        return UNUSABLE
    found, unchecked = contradictions(published)
    if published.left_claims_out:
        print(f"{path.name}: no claim has a known form; only the figures are checked", file=sys.stderr)
    if as_json:
        print(json.dumps([finding.to_json() for finding in found], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join([finding.in_words() for finding in found] or ["nothing contradicts itself"]))
    for reason in unchecked:
        fail(f"{path.name}: {reason}")
    return UNUSABLE if unchecked else CONTRADICTED if found else 0
