"""Samples for the rule ``encryption``."""

from __future__ import annotations

from rawpdf import RawPdf


def fail_opens_without_password() -> bytes:
    """Locked with an owner password only: it opens, but may not be changed."""
    pdf = RawPdf()
    pdf.page("72 72 200 200 re f")
    pdf.encrypt()
    return pdf.to_bytes()


def fail_no_printing() -> bytes:
    """Locked with an owner password only, and it may not even be printed."""
    pdf = RawPdf()
    pdf.page("72 72 200 200 re f")
    pdf.encrypt(allowed=-3904)
    return pdf.to_bytes()


def fail_needs_password() -> bytes:
    """Locked with a password (``secret``) that is needed to open it."""
    pdf = RawPdf()
    pdf.page("72 72 200 200 re f")
    pdf.encrypt(user=b"secret")
    return pdf.to_bytes()


def fail_certificate() -> bytes:
    """Locked for the holders of certificates."""
    pdf = RawPdf()
    pdf.page()
    pdf.trailer["Encrypt"] = pdf.add(
        "<< /Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s4 /V 2 /Length 128"
        " /Recipients [(none)] >>"
    )
    pdf.trailer["ID"] = "[<00> <00>]"
    return pdf.to_bytes()


def pass_encrypt_null() -> bytes:
    """An entry for encryption that is null, which is the same as none."""
    pdf = RawPdf(trailer={"Encrypt": "null"})
    pdf.page()
    return pdf.to_bytes()


def pass_only_the_word() -> bytes:
    """The word stands in a title and in a resource name."""
    pdf = RawPdf()
    pdf.page(
        Resources="<< /Properties << /Encrypt << /Type /OCG /Name (Encrypt) >> >> >>"
    )
    pdf.trailer["Info"] = pdf.add("<< /Title (How to /Encrypt a PDF) >>")
    return pdf.to_bytes()
