"""Section 8: every kind of lock, with the rest still looked at where it opens."""

from __future__ import annotations

import io
import warnings

import pytest

pytest.importorskip("pikepdf")

import pikepdf

from places.builders import JS, annotation, catalog, link, opens, page
from places.cases import Build, Case, cases, prove
from rawpdf import RawPdf

OPENS = "error encryption/no-password"
CLOSED = "error encryption/password, unchecked"
HANDLER = "error encryption/handler, unchecked"
LEFT_OVER = "warning encryption/left-over"


def locked(
    build: Build = RawPdf.page,
    revision: int = 6,
    *,
    user: str = "",
    packed: bool = False,
    aes: bool = True,
    metadata: bool = True,
) -> bytes:
    """A document that a program has locked (7.6), with everything in it."""
    pdf = RawPdf()
    build(pdf)
    if not pdf.pages:
        pdf.page()
    aes = aes and revision >= 4
    out = io.BytesIO()
    with (
        warnings.catch_warnings(),
        pikepdf.open(io.BytesIO(pdf.to_bytes())) as document,
    ):
        warnings.simplefilter("ignore")  # revision 5 is deprecated
        document.save(
            out,
            deterministic_id=False,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate
            if packed
            else pikepdf.ObjectStreamMode.disable,
            encryption=pikepdf.Encryption(
                owner="owner",
                user=user,
                R=revision,  # type: ignore[arg-type]
                aes=aes,
                metadata=metadata and aes,
            ),
        )
    return out.getvalue()


def handler(entries: str) -> Build:
    """A document that says it is locked in this way."""

    def build(pdf: RawPdf) -> None:
        pdf.trailer["Encrypt"] = pdf.add(f"<< {entries} >>")
        pdf.trailer["ID"] = "[<00> <00>]"

    return build


def standard(
    more: str, replaced: str = "/V 2 /R 3", build: Build = RawPdf.page
) -> bytes:
    """A document for the standard handler whose streams stay as they are."""
    pdf = RawPdf()
    build(pdf)
    if not pdf.pages:
        pdf.page()
    streams, pdf.streams = pdf.streams, set()
    pdf.encrypt()
    pdf.streams = streams
    number = int(pdf.trailer["Encrypt"].split()[0])
    body = pdf.objects[number]
    assert replaced.encode() in body
    pdf.objects[number] = body.replace(replaced.encode(), more.encode())
    return pdf.to_bytes()


CRYPT = "/V 4 /R 4 /CF << /StdCF << /Type /CryptFilter /CFM /V2 /AuthEvent /DocOpen /Length 16 >> >>"
IDENTITY = f"{CRYPT} /StmF /Identity /StrF /Identity"


def direct() -> bytes:
    pdf = RawPdf()
    pdf.page()
    pdf.encrypt()
    number = int(pdf.trailer["Encrypt"].split()[0])
    pdf.trailer["Encrypt"] = pdf.objects.pop(number).decode("latin-1")
    return pdf.to_bytes()


def escaped_name() -> bytes:
    pdf = RawPdf()
    pdf.page()
    pdf.encrypt()
    pdf.trailer["Encr#79pt"] = pdf.trailer.pop("Encrypt")
    return pdf.to_bytes()


def updated(before: dict[str, str], after: dict[str, str]) -> bytes:
    """A document whose trailers say these things, first and last."""
    pdf = RawPdf()
    pdf.page()
    lock = pdf.add("<< /Filter /Vendor.Lock /V 1 >>")
    identifier = "[<00> <00>]"
    pdf.trailer = {"ID": identifier, **before}
    earlier = pdf.to_bytes().replace(b"LOCK", lock.encode())
    pdf.trailer = {"ID": identifier, **after}
    return pdf.updated(earlier, 1).replace(b"LOCK", lock.encode())


def changed_lock() -> bytes:
    pdf = RawPdf()
    pdf.page()
    return pdf.to_bytes().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 99 0 R")


def crypt_filter(pdf: RawPdf) -> None:
    stream = pdf.stream("0 0 m", Filter="/Crypt", DecodeParms="<< /Name /Identity >>")
    pdf.page(None, Contents=stream)


ATTACHED = catalog(Names="<< /EmbeddedFiles << /Names [(a) @FILE] >> >>")

LOCKS = [
    *[Case(f"revision-{r}", locked(revision=r), OPENS) for r in (2, 3, 4, 5, 6)],
    *[Case(f"revision-{r}-packed", locked(revision=r, packed=True), OPENS) for r in (4, 6)],
    Case("revision-4-rc4", locked(revision=4, aes=False), OPENS),
    Case("revision-4-metadata-clear", locked(revision=4, metadata=False), OPENS),
    Case("revision-6-metadata-clear", locked(revision=6, metadata=False), OPENS),
    *[Case(f"password-{r}", locked(opens(JS), r, user="secret"), CLOSED) for r in (2, 3, 4, 5, 6)],
    Case("password-packed", locked(opens(JS), 6, user="secret", packed=True), CLOSED),
    Case("version-0", standard("/V 0 /R 2"), "error encryption, unchecked"),
    Case("version-3-unpublished", standard("/V 3 /R 3"), "error encryption, unchecked"),
    Case("version-6-gcm", standard("/V 6 /R 7 /CF << /StdCF << /CFM /AESV4 >> >> /StmF /StdCF /StrF /StdCF"), "error encryption, unchecked"),
    Case("version-99", standard("/V 99 /R 99"), "error encryption, unchecked"),
    Case("version-missing", standard("/X 0"), "error encryption, unchecked"),
    Case("identity", standard(IDENTITY), OPENS),
    Case("identity-and-a-script", standard(IDENTITY, build=opens(JS)), f"{OPENS}, error javascript/open-action"),
    Case("files-only", standard(f"{IDENTITY} /EFF /StdCF".replace("DocOpen", "EFOpen"), build=ATTACHED), f"{OPENS}, error attachments"),
    Case("direct-dictionary", direct(), OPENS),
    Case("escaped-name", escaped_name(), OPENS),
    Case("handler-public-key", handler("/Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5 /V 4 /R 4 /Recipients [(a)]"), HANDLER),
    Case("handler-pki-lite", handler("/Filter /AdobePPKLite /V 1"), HANDLER),
    Case("handler-rights-management", handler("/Filter /EBX_HANDLER /V 1 /EBX_TITLE (a)"), HANDLER),
    Case("handler-vendor", handler("/Filter /FOPN_fLock /V 1 /INFO << /A 1 >>"), HANDLER),
    Case("handler-missing", handler("/V 1"), "error encryption, unchecked"),
    Case("handler-empty-dictionary", handler(""), "error encryption, unchecked"),
    Case("handler-is-text", handler("/Filter (Standard) /V 1"), "error encryption, unchecked"),
    Case("null", lambda pdf: pdf.trailer.update(Encrypt="null")),
    Case("null-by-reference", lambda pdf: pdf.trailer.update(Encrypt=pdf.add("null"))),
    Case("dangling", changed_lock()),
    Case("added-by-an-update", updated({}, {"Encrypt": "LOCK"}), HANDLER),
    Case("old-trailer", updated({"Encrypt": "LOCK"}, {}), LEFT_OVER),
    Case("old-trailer-now-null", updated({"Encrypt": "LOCK"}, {"Encrypt": "null"}), LEFT_OVER),
    Case("both-trailers", updated({"Encrypt": "LOCK"}, {"Encrypt": "LOCK"}), HANDLER),
    Case("crypt-filter-of-a-stream", crypt_filter, "maybe malformed, unchecked"),
    Case("not-the-word", lambda pdf: pdf.catalog.update(Encrypt="<< /Filter /Standard /V 2 >>")),
]  # fmt: skip

WITHIN = [
    *[Case(f"script-in-revision-{r}", locked(opens(JS), r), f"{OPENS}, error javascript/open-action") for r in (2, 3, 4, 5, 6)],
    Case("script-packed", locked(opens(JS), 6, packed=True), f"{OPENS}, error javascript/open-action"),
    Case("script-address", locked(link("<< /S /URI /URI (javascript:x) >>"), 4), f"{OPENS}, error javascript/uri"),
    Case("script-named", locked(catalog(Names=f"<< /JavaScript << /Names [(a) {JS}] >> >>")), f"{OPENS}, error javascript/document-script"),
    Case("file-address", locked(link("<< /S /URI /URI (file:///c:/a) >>"), 6), f"{OPENS}, warning external-actions/local-address"),
    Case("launch", locked(link("<< /S /Launch /F (a.exe) >>"), 3), f"{OPENS}, error external-actions/launch"),
    Case("attachment", locked(ATTACHED, 6), f"{OPENS}, error attachments/name-tree"),
    Case("sound", locked(annotation("Sound", "/Sound @SOUND"), 4), f"{OPENS}, error multimedia/sound"),
    Case("field", locked(annotation("Widget", "/FT /Tx /T (a)"), 6), f"{OPENS}, error forms"),
    Case("designed-form", locked(lambda pdf: catalog(AcroForm=f"<< /XFA {pdf.stream('<template><script>x</script></template>')} >>")(pdf), 4), f"{OPENS}, error javascript/xfa, error forms/xfa"),
    Case("font", locked(page("BT /F1 12 Tf (x) Tj ET", Resources="<< /Font << /F1 << /Type /Font /Subtype /TrueType /BaseFont /Garamond >> >> >>"), 6), f"{OPENS}, warning fonts/not-embedded"),
    Case("page-size", locked(page(MediaBox="[0 0 595 842]"), 6), f"{OPENS}, warning page-size/not-letter"),
]  # fmt: skip


@cases(LOCKS, WITHIN)
def test_is_judged(case: Case, reader: str) -> None:
    prove(case, reader)


TABLES = [LOCKS, WITHIN]
