"""Section 12: every case of the other sections, written in every odd way."""

from __future__ import annotations

import pytest

from places import (
    test_action_keys,
    test_attachments,
    test_external_actions,
    test_external_content,
    test_fonts,
    test_forms,
    test_javascript_carriers,
    test_javascript_places,
    test_multimedia,
    test_versions_and_sizes,
)
from places.cases import (
    CHECKERS,
    differences,
    written,
)
from places.disguises import DISGUISES

ALL = [
    case
    for module in (
        test_javascript_carriers,
        test_javascript_places,
        test_action_keys,
        test_external_actions,
        test_external_content,
        test_attachments,
        test_multimedia,
        test_forms,
        test_fonts,
        test_versions_and_sizes,
    )
    for table_ in module.TABLES
    for case in table_
    if not case.as_is and not isinstance(case.build, bytes)
]


@pytest.mark.parametrize("disguise", DISGUISES)
def test_in_disguise(disguise: str) -> None:
    """The same is found however it is written: all cases at once, for speed."""
    seen = {}
    for case in ALL:
        report = CHECKERS["pikepdf"].check(written(case, DISGUISES[disguise]))
        if different := differences(case, report):
            seen[case.id] = different
    assert not seen
