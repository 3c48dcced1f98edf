"""Documents for the proof, written byte by byte: rich in what a copy may lose."""

from __future__ import annotations

from rawpdf import RawPdf

PAGES = 4
_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff>"
    " endcodespacerange 1 beginbfrange <20> <7e> <0020> endbfrange 1 beginbfchar <7e>"
    " <00a7> endbfchar endcmap end end"
)
_PICTURE = bytes((x * 7 + y * 13) % 256 for y in range(32) for x in range(32))


def _content(number: int) -> str:
    lines = "".join(
        f"/P <</MCID {at}>> BDC BT /F1 11 Tf 72 {700 - 20 * at} Td"
        f" (Line {number}{at} of the brief, at 12{number}.{at}4 U.S. 3{at}7) Tj ET EMC\n"
        for at in range(1, 12)
    )
    return (
        f"/H1 <</MCID 0>> BDC BT /F1 18 Tf 72 720 Td (Heading {number} ~ 1983) Tj ET EMC\n"
        f"{lines}"
        "/Artifact BMC 0.5 w 72 470 m 540 470 l S 72 440 200 12 re f EMC\n"
        "/Figure <</MCID 12>> BDC q 120 0 0 90 72 330 cm /Im1 Do Q EMC\n"
        "0.8 0 0 rg BT /F1 12 Tf 300 360 Td (In red) Tj ET 0 g\n"
        f"BT 3 Tr /F1 10 Tf 72 300 Td (Scanned words {number}57) Tj ET\n"
        "/OC /Layer BDC 300 400 40 20 re f EMC\n"
    )


def brief() -> RawPdf:
    """A tagged brief: links, bookmarks, destinations, labels, metadata, a picture."""
    pdf = RawPdf()
    cmap = pdf.stream(_TO_UNICODE)
    font = pdf.add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
        f" /ToUnicode {cmap} >>"
    )
    image = pdf.stream(
        _PICTURE,
        Type="/XObject",
        Subtype="/Image",
        Width="32",
        Height="32",
        ColorSpace="/DeviceGray",
        BitsPerComponent="8",
    )
    layer = pdf.add("<< /Type /OCG /Name (Layer) >>")
    pdf.catalog["OCProperties"] = f"<< /OCGs [{layer}] /D << /Order [{layer}] >> >>"
    resources = (
        f"<< /Font << /F1 {font} >> /XObject << /Im1 {image} >>"
        f" /Properties << /Layer {layer} >> >>"
    )
    for number in range(1, PAGES + 1):
        pdf.page(_content(number), Resources=resources, StructParents=str(number - 1))
    pages = [f"{n} 0 R" for n in pdf.pages]
    _annotate(pdf, pages)
    _bookmark(pdf, pages)
    _tag(pdf, pages)
    pdf.catalog["Names"] = (
        f"<< /Dests << /Names [(one) [{pages[0]} /XYZ 72 700 0] (two) [{pages[1]} /Fit]]"
        " >> >>"
    )
    pdf.catalog["PageLabels"] = (
        "<< /Nums [0 << /S /r >> 2 << /S /D /St 1 /P (A-) >>] >>"
    )
    pdf.catalog["Lang"] = "(en-US)"
    pdf.catalog["PageMode"] = "/UseOutlines"
    pdf.catalog["ViewerPreferences"] = "<< /DisplayDocTitle true >>"
    pdf.catalog["Metadata"] = pdf.stream(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", Type="/Metadata", Subtype="/XML"
    )
    pdf.trailer["Info"] = pdf.add("<< /Title (Brief) /Author (A. Lawyer) >>")
    return pdf


def _annotate(pdf: RawPdf, pages: list[str]) -> None:
    stamp = pdf.stream(
        "1 0 0 RG 2 w 2 2 96 26 re S",
        Type="/XObject",
        Subtype="/Form",
        BBox="[0 0 100 30]",
    )
    for at, page in enumerate(pages):
        target = pages[(at + 1) % len(pages)]
        notes = (
            "<< /Type /Annot /Subtype /Link /Rect [72 100 172 114] /Border [0 0 0]"
            f" /A << /S /URI /URI (https://www.uscourts.gov/{at}) >> >>",
            "<< /Type /Annot /Subtype /Link /Rect [72 120 172 134] /Border [0 0 0]"
            f" /Dest [{target} /XYZ 0 700 0] >>",
            "<< /Type /Annot /Subtype /Link /Rect [72 140 172 154] /Border [0 0 0]"
            " /A << /S /GoTo /D (two) >> >>",
            "<< /Type /Annot /Subtype /Stamp /Rect [400 100 500 130] /F 4"
            f" /Contents (Filed {at}) /AP << /N {stamp} >> >>",
        )
        number = pdf.pages[at]
        listed = " ".join(pdf.add(note) for note in notes)
        body = pdf.objects[number]
        pdf.objects[number] = body[:-2] + f"/Annots [{listed}] >>".encode()
        assert page == f"{number} 0 R"


def _bookmark(pdf: RawPdf, pages: list[str]) -> None:
    root = max(pdf.objects) + 1
    marks = [root + 1 + at for at in range(len(pages))]
    pdf.add(
        f"<< /Type /Outlines /First {marks[0]} 0 R /Last {marks[-1]} 0 R /Count 4 >>"
    )
    for at, page in enumerate(pages):
        beside = f"/Prev {marks[at - 1]} 0 R " if at else ""
        if at + 1 < len(marks):
            beside += f"/Next {marks[at + 1]} 0 R"
        pdf.add(
            f"<< /Title (Part {at}) /Parent {root} 0 R {beside} /Dest [{page} /Fit] >>"
        )
    pdf.catalog["Outlines"] = f"{root} 0 R"


def _tag(pdf: RawPdf, pages: list[str]) -> None:
    root = max(pdf.objects) + 1
    document = root + 1
    kids, parents, number = [], [], document + 1
    for page in pages:
        own = []
        for content in range(13):
            kind = {0: "H1", 12: "Figure"}.get(content, "P")
            more = "/Alt (A chart of fees)" if kind == "Figure" else ""
            more += "/ActualText (Heading)" if kind == "H1" else ""
            pdf.objects[number] = (
                f"<< /Type /StructElem /S /{kind} /P {document} 0 R /Pg {page}"
                f" /K {content} {more} >>"
            ).encode()
            own.append(f"{number} 0 R")
            number += 1
        kids += own
        parents.append(" ".join(own))
    nums = " ".join(f"{at} [{own}]" for at, own in enumerate(parents))
    pdf.objects[root] = (
        f"<< /Type /StructTreeRoot /K {document} 0 R /RoleMap << /Para /P >>"
        f" /ParentTree << /Nums [{nums}] >> >>"
    ).encode()
    pdf.objects[document] = (
        f"<< /Type /StructElem /S /Document /P {root} 0 R /K [{' '.join(kids)}] >>"
    ).encode()
    pdf.catalog["StructTreeRoot"] = f"{root} 0 R"
    pdf.catalog["MarkInfo"] = "<< /Marked true >>"


def form(value: str = "Doe v. Roe, 3:26-cv-00147", *, extra: str = "") -> RawPdf:
    """A form with its values shown: two text fields, a check box, and a list.

    Args:
        value: of the first field.
        extra: more entries of the form dictionary.
    """
    pdf = RawPdf()
    font = pdf.add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        " /Encoding /WinAnsiEncoding >>"
    )
    resources = f"<< /Font << /Helv {font} >> >>"
    pdf.page(
        "BT /Helv 12 Tf 72 730 Td (Civil cover sheet) Tj ET 72 640 300 20 re S",
        Resources=resources,
    )
    page = f"{pdf.pages[0]} 0 R"
    fields = []
    for at, (name, said) in enumerate((("Case", value), ("Judge", "B. Bench"))):
        low = 640 - 40 * at
        shown = pdf.stream(
            f"/Tx BMC q BT /Helv 11 Tf 2 5 Td ({said}) Tj ET Q EMC",
            Type="/XObject",
            Subtype="/Form",
            BBox="[0 0 300 20]",
            Resources=resources,
        )
        fields.append(
            pdf.add(
                f"<< /Type /Annot /Subtype /Widget /FT /Tx /T ({name}) /V ({said})"
                f" /Rect [72 {low} 372 {low + 20}] /F 4 /P {page}"
                f" /DA (/Helv 11 Tf 0 g) /AP << /N {shown} >> >>"
            )
        )
    on, off = (
        pdf.stream(drawn, Type="/XObject", Subtype="/Form", BBox="[0 0 12 12]")
        for drawn in ("0 0 12 12 re S 2 2 m 10 10 l 2 10 m 10 2 l S", "0 0 12 12 re S")
    )
    fields.append(
        pdf.add(
            "<< /Type /Annot /Subtype /Widget /FT /Btn /T (Jury) /V /Yes /AS /Yes /F 4"
            f" /Rect [72 500 84 512] /P {page} /AP << /N << /Yes {on} /Off {off} >> >> >>"
        )
    )
    number = pdf.pages[0]
    listed = " ".join(fields)
    body = pdf.objects[number]
    pdf.objects[number] = body[:-2] + f"/Annots [{listed}] >>".encode()
    pdf.catalog["AcroForm"] = (
        f"<< /Fields [{listed}] /DR << /Font << /Helv {font} >> >>"
        f" /DA (/Helv 11 Tf 0 g) {extra} >>"
    )
    return pdf
