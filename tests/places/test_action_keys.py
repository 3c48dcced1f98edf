"""Every key that can hold an action, with a script and with a program to start."""

from __future__ import annotations

from places.builders import (
    JS,
    annotation,
    catalog,
    link,
    opens,
    page,
)
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf

EVENTS = "E X D U Fo Bl PO PC PV PI".split()

ACTIONS = {
    "GoTo": "/D [3 0 R /Fit]",
    "GoToR": "/F (a.pdf) /D [0 /Fit]",
    "GoToE": "/D [0 /Fit] /T << /R /C /N (a) >>",
    "GoToDp": "/Dp << /Type /DPart >>",
    "Launch": "/F (a.pdf)",
    "Thread": "/D 0",
    "URI": "/URI (http://x.test)",
    "Sound": "/Sound @SOUND",
    "Movie": "/T (a)",
    "Hide": "/T (a)",
    "Named": "/N /NextPage",
    "SubmitForm": "/F (http://x.test)",
    "ResetForm": "",
    "ImportData": "/F (a.fdf)",
    "SetOCGState": "/State []",
    "Rendition": "/OP 1",
    "Trans": "/Trans << >>",
    "GoTo3DView": "/V 0",
    "JavaScript": "/JS (x)",
    "RichMediaExecute": "/CMD << /C (x) >>",
    "NOP": "",
    "SetState": "/T (a) /AS /On",
}
"""The action types, each with what it needs."""

HOLDERS: dict[str, Build] = {
    **{
        f"Action{name}/Next": link(f"<< /S /{name} {keys} /Next ACTION >>")
        for name, keys in ACTIONS.items()
    },
    **{f"AddActionCatalog/{key}": catalog(AA=f"<< /{key} ACTION >>") for key in ("WC", "DC", "WS", "DS", "WP", "DP")},
    **{f"AddActionFormField/{key}": catalog(AcroForm=f"<< /Fields [<< /T (a) /FT /Tx /AA << /{key} ACTION >> >>] >>") for key in "KFVC"},
    **{f"AddActionPageObject/{key}": page(AA=f"<< /{key} ACTION >>") for key in "OC"},
    **{f"AddActionScreenAnnotation/{key}": annotation("Screen", f"/AA << /{key} ACTION >>") for key in "E X D U PO PC PV PI".split()},
    **{f"AddActionWidgetAnnotation/{key}": annotation("Widget", f"/FT /Tx /AA << /{key} ACTION >>") for key in EVENTS},
    "AnnotLink/A": link("ACTION"),
    "AnnotLink/PA": annotation("Link", "/PA ACTION"),
    "AnnotScreen/A": annotation("Screen", "/A ACTION"),
    "AnnotScreen/AA": annotation("Screen", "/AA << /E ACTION >>"),
    "AnnotWidget/A": annotation("Widget", "/FT /Btn /A ACTION"),
    "AnnotWidget/AA": annotation("Widget", "/FT /Btn /AA << /U ACTION >>"),
    "ArrayOfActions/*": link("<< /S /GoTo /D (a) /Next [<< /S /NOP >> ACTION] >>"),
    "Catalog/OpenAction": opens("ACTION"),
    "DestsMap/*": catalog(Dests="<< /a ACTION >>"),
    **{
        f"Field{kind}/AA": catalog(AcroForm=f"<< /Fields [<< /T (a) /FT /{kind} /AA << /V ACTION >> >>] >>")
        for kind in ("Tx", "Btn", "Ch", "Sig")
    },
    "Field/AA": catalog(AcroForm="<< /Fields [<< /T (a) /AA << /V ACTION >> /Kids [<< /T (b) /FT /Tx >>] >>] >>"),
    "Name/Dests": catalog(Names="<< /Dests << /Names [(a) ACTION] >> >>"),
    "Name/JavaScript": catalog(Names="<< /JavaScript << /Names [(a) ACTION] >> >>"),
    "NavNode/NA": page(PresSteps="<< /NA ACTION >>"),
    "NavNode/PA": page(PresSteps="<< /PA ACTION >>"),
    "OutlineItem/A": catalog(Outlines="<< /First << /Title (a) /A ACTION >> >>"),
    "RichMediaCuePoint/A": annotation("RichMedia", "/RichMediaContent << /Configurations [<< /Instances [<< /Params << /CuePoints [<< /A ACTION >>] >> >>] >>] >>"),
    "ActionHide/T": link("<< /S /Hide /T << /Subtype /Link /A ACTION >> >>"),
}  # fmt: skip
"""Every key of the appendix that can hold an action; ACTION stands for it."""


def holding(build: Build, action: str) -> Build:
    """A document with an action at the place that ``ACTION`` marks."""

    def put(pdf: RawPdf) -> None:
        build(pdf)
        pdf.catalog = {k: v.replace("ACTION", action) for k, v in pdf.catalog.items()}
        marked = action.encode()
        for number, body in pdf.objects.items():
            pdf.objects[number] = body.replace(b"ACTION", marked)

    return put


KEYS = [
    *[Case(f"script-at-{key}", holding(build, JS), "error javascript, *") for key, build in HOLDERS.items()],
    *[Case(f"launch-at-{key}", holding(build, "<< /S /Launch /F (x.exe) >>"), "error external-actions/launch, *") for key, build in HOLDERS.items()],
]  # fmt: skip


@cases(KEYS)
def test_every_key_that_can_hold_an_action(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [KEYS]
