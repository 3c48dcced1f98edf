"""Samples for the rule ``multimedia``."""

from __future__ import annotations

from rawpdf import RawPdf


def _sound(pdf: RawPdf) -> str:
    return pdf.stream(
        bytes(8), Type="/Sound", R="8000", C="1", B="8", E="/Raw", Filter="[]"
    )


def _on_page_2(pdf: RawPdf, annotation: str, **entries: str) -> bytes:
    pdf.page()
    pdf.page(Annots=f"[<< /Rect [72 500 372 700] {annotation} >>]", **entries)
    return pdf.to_bytes()


def fail_sound_behind_a_speaker() -> bytes:
    """A speaker on the page; a click on it plays a sound."""
    pdf = RawPdf()
    return _on_page_2(pdf, f"/Subtype /Sound /Sound {_sound(pdf)} /Name /Speaker")


def fail_sound_with_a_page() -> bytes:
    """A sound that is played when page 1 is turned to."""
    pdf = RawPdf()
    pdf.page(AA=f"<< /O << /S /Sound /Sound {_sound(pdf)} >> >>")
    return pdf.to_packed_bytes()


def fail_movie() -> bytes:
    """A video of the old kind, which is in another file."""
    pdf = RawPdf()
    return _on_page_2(pdf, "/Subtype /Movie /Movie << /F (deposition.mov) >> /A true")


def fail_screen() -> bytes:
    """A place on the page where a video that is in another file is played."""
    clip = "<< /S /MCD /CT (video/mp4) /D << /Type /Filespec /F (deposition.mp4) >> >>"
    play = f"/A << /S /Rendition /OP 0 /R << /S /MR /C {clip} >> >>"
    return _on_page_2(RawPdf(), f"/Subtype /Screen {play}")


def fail_bare_screen() -> bytes:
    """A place for a video, without a video."""
    return _on_page_2(RawPdf(), "/Type /Annot /Subtype /Screen /T (Deposition)")


def fail_media_player() -> bytes:
    """A media player for a video that is in another file."""
    assets = "<< /Names [(a) << /Type /Filespec /F (deposition.mp4) >>] >>"
    play = f"/RichMediaContent << /Assets {assets} /Configurations [] >>"
    return _on_page_2(RawPdf(), f"/Subtype /RichMedia {play}")


def fail_3d_model() -> bytes:
    """A model of the scene of an accident: not audio or video, but a caution."""
    pdf = RawPdf()
    model = pdf.stream("U3D", Type="/3D", Subtype="/U3D")
    return _on_page_2(pdf, f"/Subtype /3D /3DD {model}")


def fail_left_in_an_earlier_revision() -> bytes:
    """A video that an update took out, and that is still in the file."""
    pdf = RawPdf()
    page = pdf.page(
        Annots="[<< /Subtype /Movie /Rect [72 500 372 700] /Movie << /F (a.mov) >> >>]"
    )
    first = pdf.to_bytes()
    number = int(page.split()[0])
    body = pdf.objects[number]
    pdf.add(body[: body.index(b"/Annots")] + b">>", number)
    return pdf.updated(first, number)


def pass_slide_show() -> bytes:
    """Pages that turn by themselves and fade into each other."""
    pdf = RawPdf()
    pdf.page(Dur="5", Trans="<< /Type /Trans /S /Dissolve /D 1 >>")
    link = "<< /S /Trans /Trans << /S /Wipe >> >>"
    pdf.page(
        Annots=f"[<< /Subtype /Link /Rect [72 700 200 720] /A {link} >>]",
        Trans="<< /S /R >>",
    )
    return pdf.to_bytes()


def pass_link_to_a_video() -> bytes:
    """A link to a video in the net."""
    return _on_page_2(
        RawPdf(), "/Subtype /Link /A << /S /URI /URI (https://example.org/v.mp4) >>"
    )


def pass_only_the_words() -> bytes:
    """The words stand in a title, a layer, a structure type and a resource name."""
    pdf = RawPdf(
        catalog={
            "StructTreeRoot": "<< /K [<< /S /Sound /P 1 0 R >>]"
            " /RoleMap << /Sound /Span /Movie /Figure >> >>"
        }
    )
    layer = "<< /Type /OCG /Name (Screen) >>"
    pdf.page(
        "/RichMedia /Movie BDC 0 0 m EMC",
        Resources=f"<< /Properties << /Movie {layer} /3D {layer} >> >>",
        Annots="[<< /Subtype /Text /Rect [0 0 9 9] /Contents (/Subtype /Movie) >>]",
    )
    pdf.trailer["Info"] = pdf.add("<< /Title (On /Screen and /RichMedia) >>")
    return pdf.to_bytes()
