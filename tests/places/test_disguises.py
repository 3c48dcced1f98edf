"""Section 13: every case of the other sections, written in every odd way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from types import ModuleType

import pytest

from places import (
    test_action_keys,
    test_attachments,
    test_encryption,
    test_external_actions,
    test_external_content,
    test_fonts,
    test_forms,
    test_javascript_carriers,
    test_javascript_places,
    test_malformed,
    test_multimedia,
    test_traps,
    test_versions_and_sizes,
    test_wrong_types,
)
from places.cases import (
    CHECKERS,
    differences,
    written,
)
from places.disguises import DISGUISES
from rawpdf import RawPdf

ALL = (
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
ABOUT_THE_FILE = (test_encryption, test_malformed, test_traps, test_wrong_types)


def as_expected(
    modules: Iterable[ModuleType], write: Callable[[RawPdf], bytes]
) -> dict[str, list[str]]:
    """The cases in which something else is said: all at once, for speed."""
    seen = {}
    for module in modules:
        for case in chain.from_iterable(module.TABLES):
            if not case.as_is and not isinstance(case.build, bytes):
                report = CHECKERS["pikepdf"].check(written(case, write))
                seen[case.id] = differences(case, report)
    return {case: different for case, different in seen.items() if different}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_in_disguise(disguise: str) -> None:
    assert as_expected(ALL, DISGUISES[disguise]) == {}


def test_in_object_streams() -> None:
    assert as_expected((*ALL, *ABOUT_THE_FILE), RawPdf.to_packed_bytes) == {}
