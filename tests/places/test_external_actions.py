"""Section 3: actions that reach outside the document, and those that do not."""

from __future__ import annotations

from places.builders import JS, RECT, annotation, catalog, link, opens, page, together
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf

RULE = "external-actions"
LAUNCHES = f"error {RULE}/launch"
SILENT = ""


def on_click(name: str, action: str, expect: str = SILENT) -> Case:
    """An action of a link on page 2."""
    return Case(name, link(action), expect, 2 if expect else None)


def from_object(action: str) -> Build:
    """A link whose action, its kind and its file are objects of their own."""

    def build(pdf: RawPdf) -> None:
        parts = action.split("|")
        made = "".join(pdf.add(p) if n % 2 else p for n, p in enumerate(parts))
        link(pdf.add(made))(pdf)

    return build


LAUNCH = [
    on_click("launch-text", "<< /S /Launch /F (C:/tool.exe) >>", LAUNCHES),
    on_click("launch-specification", "<< /S /Launch /F << /Type /Filespec /F (a.exe) /UF (a.exe) >> >>", LAUNCHES),
    on_click("launch-dos-only", "<< /S /Launch /F << /DOS (A.EXE) >> >>", LAUNCHES),
    on_click("launch-web", "<< /S /Launch /F << /FS /URL /F (http://x.test/a.exe) >> >>", LAUNCHES),
    on_click("launch-windows", "<< /S /Launch /Win << /F (cmd.exe) /P (/c calc) /D (C:/) /O (open) >> >>", LAUNCHES),
    on_click("launch-mac", "<< /S /Launch /Mac << /F (Calculator.app) >> >>", LAUNCHES),
    on_click("launch-unix", "<< /S /Launch /Unix (/bin/sh) >>", LAUNCHES),
    on_click("launch-pdf", "<< /S /Launch /F (Exhibit A.pdf) /NewWindow true >>", LAUNCHES),
    on_click("launch-nothing", "<< /S /Launch >>", f"report {RULE}"),
    on_click("launch-null", "<< /S /Launch /F null /Win null >>", f"report {RULE}"),
    on_click("launch-empty", "<< /S /Launch /F () >>", LAUNCHES),
    Case("launch-on-opening", opens("<< /S /Launch /F (a.exe) >>"), LAUNCHES),
    Case("launch-in-an-array", link("[<< /S /Launch /F (a.exe) >>]"), LAUNCHES, 2),
    Case("launch-in-objects", from_object("<< /S |/Launch| /F |<< /F (a.exe) >>| >>"), LAUNCHES, 2),
    Case("launch-on-a-bookmark", catalog(Outlines="<< /First << /Title (a) /A << /S /Launch /F (b.pdf) >> >> >>"), LAUNCHES),
    Case("launch-before-a-script", opens(f"<< /S /Launch /F (a.exe) /Next {JS} >>"), f"{LAUNCHES}, error javascript/open-action"),
    Case("launch-in-private-data", catalog(PieceInfo="<< /App << /Private << /A << /S /Launch /F (a.exe) >> >> >> >>"), f"report {RULE}"),
    Case("launch-under-an-unknown-key", catalog(Whatever="[[<< /S /Launch /F (a.exe) >>]]"), f"report {RULE}"),
    Case("launch-twice", together(link("<< /S /Launch /F (a.exe) >>"), opens("<< /S /Launch /F (b.exe) >>")), LAUNCHES),
]  # fmt: skip

FILES = [
    on_click("remote-text", "<< /S /GoToR /F (Exhibit A.pdf) /D [0 /Fit] >>", f"warning {RULE}/remote-file"),
    on_click("remote-specification", "<< /S /GoToR /F << /Type /Filespec /UF (Exhibit A.pdf) >> /D (a) >>", f"warning {RULE}/remote-file"),
    on_click("remote-network-path", "<< /S /GoToR /F (\\\\\\\\server\\\\share\\\\a.pdf) /D [0 /Fit] >>", f"warning {RULE}/remote-file"),
    on_click("remote-web", "<< /S /GoToR /F << /FS /URL /F (http://x.test/a.pdf) >> /D [0 /Fit] >>", f"warning {RULE}/remote-file"),
    on_click("remote-without-file", "<< /S /GoToR /D [0 /Fit] >>", f"maybe {RULE}"),
    on_click("embedded-with-file", "<< /S /GoToE /F (a.pdf) /T << /R /C /N (b) >> >>", f"warning {RULE}/embedded-file"),
    on_click("embedded-inside", "<< /S /GoToE /D [0 /Fit] /T << /R /C /N (b) >> >>", f"report {RULE}/embedded-file"),
    on_click("thread-other-file", "<< /S /Thread /F (a.pdf) /D 0 >>", f"warning {RULE}/remote-thread"),
    on_click("thread-here", "<< /S /Thread /D 0 >>"),
    on_click("thread-null-file", "<< /S /Thread /F null /D 0 >>"),
    on_click("submit", "<< /S /SubmitForm /F << /FS /URL /F (https://x.test/) >> >>", f"error {RULE}/submit-form"),
    on_click("submit-text", "<< /S /SubmitForm /F (https://x.test/) /Flags 4 >>", f"error {RULE}/submit-form"),
    on_click("submit-mail", "<< /S /SubmitForm /F (mailto:clerk@x.test) >>", f"error {RULE}/submit-form"),
    on_click("submit-nowhere", "<< /S /SubmitForm >>", f"report {RULE}"),
    on_click("import", "<< /S /ImportData /F (a.fdf) >>", f"error {RULE}/import-data"),
    on_click("import-nothing", "<< /S /ImportData >>", f"report {RULE}"),
    Case("remote-bookmark", catalog(Outlines="<< /First << /Title (a) /A << /S /GoToR /F (b.pdf) /D [0 /Fit] >> >> >>"), f"warning {RULE}/remote-file"),
    Case("remote-in-objects", from_object("<< /S |/GoToR| /D [0 /Fit] /F |(b.pdf)| >>"), f"warning {RULE}/remote-file", 2),
]  # fmt: skip


def address(name: str, target: str, expect: str = SILENT) -> Case:
    return on_click(name, f"<< /S /URI /URI {target} >>", expect)


LOCAL = f"warning {RULE}/local-address"
UNASKED = f"warning {RULE}/unasked-address"
WEB = "<< /S /URI /URI (http://x.test/) >>"

ADDRESSES = [
    address("web-http", "(http://www.uscourts.gov/)"),
    address("web-https-upper-case", "(HTTPS://WWW.USCOURTS.GOV/)"),
    address("web-escaped", "(%68ttps://x.test/a%20b)"),
    address("web-utf-16", "<FEFF0068007400740070003A002F002F0078>"),
    address("web-relative", "(exhibits/a.html)"),
    address("web-relative-with-colon", "(./a:b.html)"),
    address("web-query-with-colon", "(?next=file:///c:/a)"),
    address("web-without-scheme", "(www.uscourts.gov:80/a)", f"maybe {RULE}"),
    address("web-port", "(https://x.test:8080/file:/a)"),
    address("web-fragment", "(#page=3)"),
    address("web-protocol-relative", "(//x.test/a)"),
    address("web-empty", "()"),
    address("web-null", "null"),
    address("web-number", "7"),
    address("web-is-map", "(http://x.test) /IsMap true"),
    address("mail", "(mailto:clerk@x.test?subject=a)"),
    address("mail-upper-case", "(MailTo:clerk@x.test)"),
    address("file", "(file:///C:/Users/a/exhibit.pdf)", LOCAL),
    address("file-upper-case", "(FILE:C:/a.pdf)", LOCAL),
    address("file-disguised", "( fi\\tle%3A///c:/a)", f"report {RULE}"),
    address("file-hex", "<66696c653a2f2f2f63>", LOCAL),
    address("other-scheme-ftp", "(ftp://x.test/a)", f"warning {RULE}"),
    address("other-scheme-drive", "(C:\\\\Users\\\\a.pdf)", f"warning {RULE}"),
    address("other-scheme-program", "(ms-word:ofe|u|http://x.test/a.docx)", f"warning {RULE}"),
    address("other-scheme-data", "(data:text/html,x)", f"warning {RULE}"),
    address("other-scheme-vbscript", "(vbscript:MsgBox)", f"warning {RULE}"),
    Case("web-in-a-bookmark", catalog(Outlines=f"<< /First << /Title (a) /A {WEB} >> >>")),
    Case("unasked-opening", opens(WEB), UNASKED),
    Case("unasked-after-a-jump", opens(f"<< /S /GoTo /D [3 0 R /Fit] /Next [{WEB}] >>"), UNASKED),
    Case("unasked-page", page(AA=f"<< /O {WEB} >>"), UNASKED, 2),
    Case("unasked-page-close", page(AA=f"<< /C {WEB} >>"), UNASKED, 2),
    Case("unasked-document", catalog(AA=f"<< /WC {WEB} >>"), UNASKED),
    Case("unasked-annotation-shown", annotation("Link", f"/AA << /PV {WEB} >>"), UNASKED, 2),
    Case("unasked-mail", opens("<< /S /URI /URI (mailto:a@x.test) >>"), f"report {RULE}"),
    Case("unasked-file", opens("<< /S /URI /URI (file:///c:/a) >>"), f"report {RULE}"),
    Case("asked-event-of-a-mouse", annotation("Link", f"/AA << /U {WEB} >>")),
]  # fmt: skip

VIEWER = [
    *[on_click(f"named-{name}", f"<< /S /Named /N /{name} >>") for name in ("NextPage", "PrevPage", "FirstPage", "LastPage")],
    *[on_click(f"named-{name}-on-a-click", f"<< /S /Named /N /{name} >>") for name in ("Print", "SaveAs", "Find", "GoBack", "FullScreen", "Nonsense")],
    Case("named-page-on-opening", opens("<< /S /Named /N /LastPage >>")),
    Case("print-on-opening", opens("<< /S /Named /N /Print >>"), f"warning {RULE}/unasked-print"),
    Case("print-after-a-jump", opens("<< /S /GoTo /D [3 0 R /Fit] /Next << /S /Named /N /Print >> >>"), f"warning {RULE}/unasked-print"),
    Case("print-when-a-page-opens", page(AA="<< /O << /S /Named /N /Print >> >>"), f"warning {RULE}/unasked-print", 2),
    *[
        on_click(f"inside-{name}", f"<< /S /{name} {keys} >>")
        for name, keys in {
            "GoTo": "/D [3 0 R /Fit]",
            "GoToDp": "/Dp << /Type /DPart >>",
            "SetOCGState": "/State [/ON]",
            "Trans": "/Trans << /S /Dissolve >>",
            "Hide": "/T (a) /H true",
            "ResetForm": "/Fields [(a)]",
            "NOP": "",
            "SetState": "/T (a) /AS /On",
        }.items()
    ],
    on_click("unknown-kind", "<< /S /Teleport /F (a) >>", f"warning {RULE}/unknown"),
    on_click("unknown-lower-case", "<< /S /launch /F (a.exe) >>", f"warning {RULE}/unknown"),
    on_click("unknown-without-kind", "<< /F (a.exe) >>", f"maybe {RULE}"),
    on_click("unknown-kind-is-text", "<< /S (Launch) /F (a.exe) >>", f"maybe {RULE}"),
    on_click("unknown-in-a-chain", "<< /S /GoTo /D (a) /Next << /S /Teleport >> >>", f"warning {RULE}/unknown"),
    Case("unknown-on-opening", opens("<< /S /Teleport >>"), f"warning {RULE}/unknown"),
    Case("spider-info", catalog(SpiderInfo="<< /V 1 /C [<< /URL (http://x.test) /P (a=b) >>] >>")),
    Case("source-information", catalog(IDS="<< /S /SPS /SI << /AU (http://x.test) /TS (D:2020) >> >>", Names="<< /IDS << /Names [(a) << /Type /SpiderContentSet /S /SPS /ID (a) /O [] /SI << /AU (http://x.test) >> >>] >> >>")),
]  # fmt: skip

URLS = [
    Case("url-certificate-seed", catalog(Spare="<< /Type /SVCert /URL (http://x.test) /URLType /Browser >>")),
    Case("url-extension", catalog(Extensions="<< /ADBE << /BaseVersion /1.7 /ExtensionLevel 3 /URL (http://x.test) >> >>")),
    Case("url-timestamp", catalog(Spare="<< /TimeStamp << /URL (http://x.test) >> >>")),
    Case("url-alias", catalog(Names="<< /URLS << /Names [(a) << /Type /SpiderContentSet /S /SPS /O [] /SI << /AU << /U (http://x.test) /C [] >> >> >>] >> >>")),
    Case("url-software", catalog(Spare="<< /Type /SoftwareIdentifier /U (vnd.adobe.swname:ADBE_Acrobat) >>")),
    Case("url-web-capture-command", catalog(SpiderInfo="<< /V 1 /C [<< /URL (file:///c:/a) /F 1 >>] >>")),
]  # fmt: skip

FLAGS = [
    Case("flag-of-an-annotation", annotation("Square", "/F 4")),
    Case("flag-of-a-bookmark", catalog(Outlines="<< /First << /Title (a) /F 2 /Dest [3 0 R /Fit] >> >>")),
    Case("bead-of-a-thread", catalog(Threads="[<< /F << /R [0 0 9 9] /P 4 0 R >> >>]")),
    Case("filter-of-an-inline-image", page("BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 00> EI")),
    Case("widget-flag", page(Annots=f"[<< /Subtype /Square {RECT} /F 64 /C [1 0 0] >>]")),
]  # fmt: skip


@cases(LAUNCH, FILES, ADDRESSES, VIEWER, URLS, FLAGS)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [LAUNCH, FILES, ADDRESSES, VIEWER, URLS, FLAGS]
