"""Parts of addresses that more than one service reads: a reference, a page's size, its cursor."""

from typing import Annotated

from fastapi import Path, Query

from kernel.values import REFERENCE_PATTERN

Reference = Annotated[str, Path(pattern=REFERENCE_PATTERN, description="such as EAS-2627-0001")]
PageSize = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=200, description="next_cursor of the page before")]
