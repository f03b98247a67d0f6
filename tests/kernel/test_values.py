"""Field types that services share."""

import pytest

from kernel.values import no_control_characters

LINE_ENDS_AND_TABS = "\n\r\t"


def test_control_characters_are_refused_but_for_line_ends_and_tabs() -> None:
    for code in range(0x100):
        text = f"a{chr(code)}b"
        if code < 32 and chr(code) not in LINE_ENDS_AND_TABS:
            with pytest.raises(ValueError, match="control characters"):
                no_control_characters(text)
        else:
            assert no_control_characters(text) == text
