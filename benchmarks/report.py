"""What an HTML report costs beside the check alone.

    python benchmarks/report.py [--documents 50] [--pages 100]

Makes documents that are refused on every page, and checks them with ``--format json`` and
``--format html``: prints both times, the pictures, and the size of the report.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "samples"))

from rawpdf import RawPdf


def brief(number: int, pages: int) -> bytes:
    """A document with text and, on every page, a link that runs a script."""
    pdf = RawPdf()
    font = pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>")
    text = f"Case {number}: the court finds that the plaintiff has shown good cause."
    lines = " ".join(f"1 0 0 1 72 {720 - at * 22} Tm ({text}) Tj" for at in range(28))
    for page in range(pages):
        link = (
            "<< /Subtype /Link /Rect [72 60 300 74]"
            f" /A << /S /JavaScript /JS (run{page}) >> >>"
        )
        pdf.page(
            f"BT /F1 12 Tf {lines} ET",
            Resources=f"<< /Font << /F1 {font} >> >>",
            Annots=f"[{pdf.add(link)}]",
        )
    return pdf.to_bytes()


def seconds(folder: Path, name: str) -> tuple[float, str]:
    """How long a check takes in a format, and what it gives."""
    out = folder / f"report.{name}"
    command = [sys.executable, "-m", "nextgen_pdf", "check", str(folder)]
    begun = time.perf_counter()
    subprocess.run([*command, "--format", name, "--output", str(out)], check=False)
    return time.perf_counter() - begun, out.read_text(encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--pages", type=int, default=100)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(args.documents):
            (folder / f"{number}.pdf").write_bytes(brief(number, args.pages))
        alone, _ = seconds(folder, "json")
        whole, report = seconds(folder, "html")
    pictures = report.count("<svg")
    print(f"check alone  {alone:6.1f} s")
    print(f"with report  {whole:6.1f} s, {whole / alone:.2f} times")
    print(f"pictures     {pictures:6}, {(whole - alone) / pictures * 1000:.1f} ms each")
    print(f"size         {len(report) / 1e6:6.1f} MB")


if __name__ == "__main__":
    main()
