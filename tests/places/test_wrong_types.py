"""Section 13: values of another type, and nulls, at every key."""

from __future__ import annotations

from places.cases import (
    CHECKERS,
    Build,
    Case,
    cases,
    prove,
    written,
)
from rawpdf import RawPdf

WRONG = [
    "null",
    "true",
    "7",
    "-0.5",
    "(text)",
    "<00>",
    "/Name",
    "[]",
    "[null]",
    "<< >>",
    "99 0 R",
    "4 0 R",
]
KEYS = (
    "OpenAction AA Names Dests Outlines AcroForm StructTreeRoot OutputIntents Requirements"
    " Collection PieceInfo AF URI Perms OCProperties Threads Version Extensions Metadata"
    " PageLabels SpiderInfo Legal DPartRoot ViewerPreferences Lang MarkInfo"
).split()
PAGE_KEYS = "Annots AA PresSteps Resources Contents AF PieceInfo Trans B Thumb Rotate UserUnit CropBox Group Tabs StructParents".split()


def wrong(value: str) -> Build:
    """A value of another type for every key of the catalog and of a page."""

    def build(pdf: RawPdf) -> None:
        pdf.page()
        pdf.catalog |= dict.fromkeys(KEYS, value)
        pdf.page(None, **dict.fromkeys(PAGE_KEYS, value))

    return build


def wrong_below(value: str) -> Build:
    """A value of another type for whatever is inside actions, fields and so on."""

    def build(pdf: RawPdf) -> None:
        v = value
        pdf.page(
            "/X Do /F1 1 Tf (x) Tj /G gs",
            Annots=f"[{v} << /Subtype {v} /A {v} /AA {v} /AP {v} /Parent {v} /Kids {v} /FT {v} /F {v} >>"
            f" << /Subtype /Widget /A << /S {v} /Next {v} >> /AA << /K {v} >> /MK {v} /DA {v} >>"
            f" << /Subtype /RichMedia /RichMediaContent {v} /RichMediaSettings {v} >>"
            f" << /Subtype /Link /A << /S /URI /URI {v} >> /PA << /S {v} >> >>"
            f" << /Subtype /Link /A << /S /Launch /F {v} /Win {v} >> >>"
            f" << /Subtype /3D /3DD {v} >> << /Subtype /Sound /Sound {v} >>]",
            Resources=f"<< /Font << /F1 << /Subtype {v} /BaseFont {v} /FontDescriptor {v} /DescendantFonts {v} /CharProcs {v} >> >> /XObject << /X {v} >> /ExtGState << /G << /Font {v} /SMask {v} >> >> /Properties {v} >>",
        )
        pdf.catalog |= {
            "AcroForm": f"<< /Fields {v} /XFA {v} /DR {v} /CO {v} >>",
            "Names": f"<< /JavaScript {v} /EmbeddedFiles << /Names {v} /Kids {v} >> /Renditions << /Kids [{v}] /Names [{v} {v} {v}] >> >>",
            "Outlines": f"<< /First {v} /Last << /Next {v} /A {v} >> >>",
            "StructTreeRoot": f"<< /K {v} /Namespaces {v} /RoleMap {v} >>",
            "OutputIntents": f"[<< /DestOutputProfileRef {v} >>]",
            "Collection": f"<< /Navigator {v} /Folders {v} >>",
            "Extensions": f"<< /ADBE {v} >>",
        }

    return build


WRONG_TYPES = [
    *[Case(f"wrong-type-{number}", wrong(value), "*") for number, value in enumerate(WRONG)],
    *[Case(f"wrong-type-below-{number}", wrong_below(value), "*") for number, value in enumerate(WRONG)],
]  # fmt: skip


@cases(WRONG_TYPES)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


@cases(WRONG_TYPES)
def test_no_rule_is_stopped(case: Case, reader: str) -> None:
    report = CHECKERS[reader].check(written(case))
    assert [r for r in report.rules if r.outcome == "not-checked"] == []


TABLES = [WRONG_TYPES]
