"""Media are found where they play, and not where something is only called like them."""

from __future__ import annotations

import pytest

from facts import facts
from rawpdf import RawPdf


@pytest.mark.parametrize(
    "element",
    [
        "/S /Movie /T (Exhibit A)",
        "/S /Rendition /R 1",
        "/S /SR /R 1 /C /cls",
        "/S /MR /C /cls",
        "/S /Sound /K 0",
    ],
)
def test_a_structure_element_may_be_called_like_an_action(element: str) -> None:
    pdf = RawPdf()
    page = pdf.page()
    pdf.catalog["StructTreeRoot"] = f"<< /K [<< {element} /P {page} >>] >>"
    assert facts(pdf).media.found == ()


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("/S /Movie /T (Exhibit A)", "movie"),
        ("/S /Rendition /R 9 0 R", "rendition"),
        ("/S /GoTo3DView /V 0", "artwork"),
        ("/S /Sound /Sound 9 0 R", "sound"),
    ],
)
def test_actions(action: str, kind: str) -> None:
    pdf = RawPdf()
    pdf.page()
    pdf.page(
        Annots=f"[<< /Subtype /Link /Rect [0 0 9 9] /A << {action} >> >>]",
    )
    (found,) = facts(pdf).media.found
    assert found.kind == kind
    assert found.location.page == 2


def test_media_renditions() -> None:
    pdf = RawPdf()
    pdf.page()
    clip = pdf.add("<< /S /MCD /D (clip.mp4) /P << >> >>")
    pdf.catalog["Names"] = (
        f"<< /Renditions << /Names [(a) << /S /MR /C {clip} /P << >> >>] >> >>"
    )
    (found,) = facts(pdf).media.found
    assert found.kind == "rendition"
