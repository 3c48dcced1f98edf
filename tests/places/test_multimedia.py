"""Section 6: sound, video, players and models."""

from __future__ import annotations

from places.builders import RECT, annotation, catalog, link, opens, page
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf

RULE = "multimedia"
SOUND = f"error {RULE}/sound"
MOVIE = f"error {RULE}/movie"
PLAYS = f"error {RULE}"
MODEL = f"warning {RULE}/artwork"

CLIP = "<< /Type /MediaClip /S /MCD /CT (video/mp4) /D (a.mp4) >>"
RENDITION = f"<< /Type /Rendition /S /MR /N (a) /C {CLIP} >>"


def plays(rendition: str) -> Build:
    return annotation("Screen", f"/A << /S /Rendition /OP 0 /R {rendition} >>")


def artwork(kind: str, subtype: str = "3D", holder: str = "HERE") -> Build:
    """A model; HERE is its stream in what the annotation refers to."""

    def build(pdf: RawPdf) -> None:
        model = pdf.stream("model", Type="/3D", Subtype=f"/{kind}")
        annotation(subtype, f"/3DD {holder.replace('HERE', model)}")(pdf)

    return build


def sound_stream(pdf: RawPdf) -> str:
    return pdf.stream("\x80", Type="/Sound", R="8000", C="1", B="8", E="/Signed")


def template_movie(pdf: RawPdf) -> None:
    movie = f"<< /Type /Annot /Subtype /Movie {RECT} /Movie << /F (a.mov) >> >>"
    hidden = pdf.add(f"<< /Type /Template /MediaBox [0 0 612 792] /Annots [{movie}] >>")
    pdf.catalog["Names"] = f"<< /Templates << /Names [(t) {hidden}] >> >>"


def attached(name: str) -> Build:
    def build(pdf: RawPdf) -> None:
        stream = pdf.stream("ID3", Type="/EmbeddedFile")
        file = f"<< /Type /Filespec /F ({name}) /EF << /F {stream} >> >>"
        pdf.catalog["Names"] = f"<< /EmbeddedFiles << /Names [(a) {file}] >> >>"

    return build


def rich(content: str) -> Build:
    return annotation("RichMedia", f"/RichMediaContent {content}")


SOUNDS = [
    Case("sound-annotation", annotation("Sound", "/Sound @SOUND"), SOUND, 2),
    Case("sound-annotation-bare", annotation("Sound"), SOUND, 2),
    Case("sound-annotation-null", annotation("Sound", "/Sound null"), SOUND, 2),
    Case("sound-action", link("<< /S /Sound /Sound @SOUND /Volume 1 >>"), SOUND, 2),
    Case("sound-action-bare", link("<< /S /Sound >>"), f"report {RULE}", 2),
    Case("sound-on-opening", opens("<< /S /Sound /Sound @SOUND >>"), SOUND),
    Case("sound-when-a-page-opens", page(AA="<< /O << /S /Sound /Sound @SOUND >> >>"), SOUND, 2),
    Case("sound-in-a-chain", opens("<< /S /GoTo /D [3 0 R /Fit] /Next [<< /S /Sound /Sound @SOUND >>] >>"), SOUND),
    Case("sound-of-a-bookmark", catalog(Outlines="<< /First << /Title (a) /A << /S /Sound /Sound @SOUND >> >> >>"), SOUND),
    Case("sound-elsewhere", lambda pdf: annotation("Sound", f"/Sound {pdf.stream('', Type='/Sound', R='8000', F='(a.wav)')}")(pdf), f"{SOUND}, error external-content", 2),
    Case("sound-untyped", lambda pdf: link(f"<< /S /Sound /Sound {pdf.stream('x', R='8000')} >>")(pdf), SOUND, 2),
    Case("sound-object-under-an-unknown-key", lambda pdf: pdf.catalog.update(Whatever=sound_stream(pdf)), f"report {RULE}"),
]  # fmt: skip

MOVIES = [
    Case("movie-annotation", annotation("Movie", "/Movie << /F (a.mov) /Aspect [320 240] >> /A true"), f"{MOVIE}, maybe external-content", 2),
    Case("movie-bare", annotation("Movie"), MOVIE, 2),
    Case("movie-action", link("<< /S /Movie /T (a) /Operation /Play >>"), MOVIE, 2),
    Case("movie-action-by-annotation", link("<< /S /Movie /Annotation null >>"), MOVIE, 2),
    Case("movie-on-a-template", template_movie, f"{MOVIE}, maybe external-content"),
    Case("movie-poster", lambda pdf: annotation("Movie", f"/Movie << /F (a.mov) /Poster {pdf.stream('x')} >>")(pdf), f"{MOVIE}, maybe external-content", 2),
]  # fmt: skip

RENDITIONS = [
    Case("screen-bare", annotation("Screen"), f"error {RULE}/screen", 2),
    Case("screen-with-title", annotation("Screen", "/T (a) /MK << /BC [0] >>"), f"error {RULE}/screen", 2),
    Case("rendition-action", plays(RENDITION), f"{PLAYS}, maybe external-content", 2),
    Case("rendition-of-a-link", link(f"<< /S /Rendition /OP 0 /R {RENDITION} >>"), f"error {RULE}/rendition, maybe external-content", 2),
    Case("rendition-on-opening", opens(f"<< /S /Rendition /OP 0 /R {RENDITION} >>"), f"error {RULE}/rendition, maybe external-content"),
    Case("rendition-in-names", catalog(Names=f"<< /Renditions << /Names [(a) {RENDITION}] >> >>"), f"{PLAYS}, maybe external-content"),
    Case("rendition-in-names-reference", lambda pdf: catalog(Names=f"<< /Renditions << /Kids [<< /Names [(a) {pdf.add(RENDITION)}] >>] >> >>")(pdf), f"{PLAYS}, maybe external-content"),
    Case("rendition-selector", catalog(Names=f"<< /Renditions << /Names [(a) << /S /SR /R [{RENDITION}] >>] >> >>"), f"{PLAYS}, maybe external-content"),
    Case("rendition-section", catalog(Names=f"<< /Renditions << /Names [(a) << /S /MR /C << /S /MCS /D {CLIP} >> >>] >> >>"), f"{PLAYS}, maybe external-content"),
    Case("rendition-must-honour", catalog(Names="<< /Renditions << /Names [(a) << /S /MR /MH << /C << /A true >> >> /C << /S /MCD /D (a.mp4) /MH << /BU (http://x.test/) >> >> >>] >> >>"), f"{PLAYS}, maybe external-content"),
    Case("rendition-best-effort", catalog(Names=f"<< /Renditions << /Names [(a) << /S /MR /C << /S /MCS /D {CLIP} /BE << /B << /S /T /T << /S /S /V 1 >> >> >> >> >>] >> >>"), f"{PLAYS}, maybe external-content"),
    Case("rendition-data-inside", lambda pdf: catalog(Names=f"<< /Renditions << /Names [(a) << /S /MR /C << /S /MCD /CT (audio/mpeg) /D {pdf.stream('x')} >> >>] >> >>")(pdf), PLAYS),
    Case("renditions-empty", catalog(Names="<< /Renditions << /Names [] >> >>")),
    Case("renditions-null", catalog(Names="<< /Renditions null >>")),
]  # fmt: skip

PLAYERS = [
    Case("rich-media-bare", annotation("RichMedia"), f"error {RULE}/rich-media", 2),
    Case("rich-media-settings", annotation("RichMedia", "/RichMediaSettings << /Activation << /Condition /PO >> >>"), f"error {RULE}/rich-media", 2),
    *[Case(f"rich-media-{kind}", rich(f"<< /Configurations [<< /Subtype /{kind} /Instances [<< /Subtype /{kind} >>] >>] >>"), f"error {RULE}/rich-media", 2) for kind in ("Video", "Sound", "3D", "Flash")],
    Case("rich-media-command", link("<< /S /RichMediaExecute /CMD << /C (play) >> >>"), f"{PLAYS}, maybe javascript", 2),
    *[Case(f"model-{kind}", artwork(kind), MODEL, 2) for kind in ("U3D", "PRC", "STEP", "glTF")],
    Case("model-reference", artwork("U3D", holder="<< /Type /3DRef /3DD HERE >>"), MODEL, 2),
    Case("model-reference-object", lambda pdf: artwork("U3D", holder=pdf.add("<< /Type /3DRef >>"))(pdf), MODEL, 2),
    Case("model-bare", annotation("3D"), f"report {RULE}", 2),
    Case("model-of-another-annotation", artwork("U3D", "Stamp"), f"report {RULE}", 2),
    Case("model-view", link("<< /S /GoTo3DView /V 0 >>"), f"report {RULE}", 2),
    Case("model-stream-under-an-unknown-key", lambda pdf: pdf.catalog.update(Whatever=pdf.stream("x", Type="/3D", Subtype="/PRC")), f"report {RULE}"),
    Case("projection", annotation("Projection", "/ExData << /Type /ExData /Subtype /Markup3D /3DA null >>"), f"maybe {RULE}"),
    Case("flash-navigator", catalog(Collection="<< /View /C /Navigator << /SWF (a.swf) /Resources << >> >> >>"), f"warning {RULE}/player, report attachments"),
    *[Case(f"attached-{name}", attached(name), f"error attachments/name-tree, maybe {RULE}") for name in ("a.mp3", "b.MP4", "c.wav")],
    Case("transition", page(Trans="<< /Type /Trans /S /Dissolve /D 2 >>", Dur="5")),
    Case("transition-action", link("<< /S /Trans /Trans << /S /Wipe >> >>")),
    Case("not-a-sound-name", page("0 0 m", Resources="<< /Properties << /Sound << /Type /OCG /Name (Movie) >> /Movie << /Type /OCG /Name (a) >> >> >>")),
    Case("not-a-structure-type", catalog(StructTreeRoot="<< /RoleMap << /Sound /P /Movie /P /Screen /P >> /K [<< /S /Sound >> << /S /Movie >> << /S /Rendition >>] >>")),
    Case("not-a-video-link", link("<< /S /URI /URI (https://x.test/a.mp4) >>")),
]  # fmt: skip


@cases(SOUNDS, MOVIES, RENDITIONS, PLAYERS)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [SOUNDS, MOVIES, RENDITIONS, PLAYERS]
