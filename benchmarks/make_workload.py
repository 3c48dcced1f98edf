#!/usr/bin/env python3
# mypy: ignore-errors
"""Regenerate the synthetic workload (i)-(vi) byte for byte.

Usage: make_workload.py OUTDIR [--only NAME ...]

Needs: pikepdf, reportlab, Pillow (with libtiff, for CCITT G4).
Every random choice comes from a seeded generator; reportlab runs with
invariant=1 and pikepdf saves with deterministic_id=True, so the same library
versions give the same bytes (SHA-256 sums are printed).

  i_small      10 pages of text, 1 embedded font
  ii_brief     60 pages, 4 embedded fonts, links, bookmarks, named destinations
  iii_scan     300 scanned pages, about 35 MB (JPEG grey + CCITT G4), half with
               an invisible OCR text layer
  iv_appendix  2,000 pages, more than 200,000 objects, object streams, tagged
  v_form       2,000 fields with JavaScript actions on 40 pages
  vi_trees     50 pages; huge and deep name trees, outlines, structure tree;
               one JavaScript entry at the bottom of a 2,000-deep /Kids chain
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import time
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFilter
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

rl_config.invariant = 1
rl_config.useA85 = 0

WORDS = """the court finds that plaintiff defendant motion summary judgment
pursuant to rule fed civ evidence exhibit filed docket order hearing appeal
statute section claim relief damages counsel witness deposition testimony
record reply brief memorandum opposition argument standard review de novo
abuse discretion clear error holding affirmed reversed remanded jurisdiction
venue federal question diversity complaint answer discovery protective seal
party parties injunction equitable estoppel waiver burden proof material fact
genuine dispute reasonable jury could return verdict nonmoving""".split()

FONTS = {
    "Serif": "Vera.ttf",
    "SerifBd": "VeraBd.ttf",
    "SerifIt": "VeraIt.ttf",
    "SerifBI": "VeraBI.ttf",
}


def register_fonts() -> None:
    for name, file in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, file))


def sentence(rng: random.Random, n: int = 13) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(n))


def text_page(
    c: canvas.Canvas, rng: random.Random, no: int, lines: int = 44, mixed: bool = False
) -> None:
    c.setFont("SerifBd" if mixed else "Serif", 12)
    c.drawString(72, 730, f"Page {no}  Case 1:26-cv-{no:05d}-ABC  Document {no}")
    y = 708
    for i in range(lines):
        if mixed:
            c.setFont(("Serif", "Serif", "Serif", "SerifIt", "SerifBI")[i % 5], 10)
        else:
            c.setFont("Serif", 10)
        c.drawString(72, y, sentence(rng))
        y -= 14.5
    c.showPage()


def reportlab_doc(
    pages: int,
    seed: int,
    mixed: bool = False,
    lines: int = 44,
    hook=None,
    title: str = "Brief",
) -> bytes:
    rng = random.Random(seed)
    buf = io.BytesIO()
    c = canvas.Canvas(
        buf,
        pagesize=(612, 792),
        pageCompression=1,
        invariant=1,
        initialFontName="Serif",
    )
    c.setTitle(title)
    for no in range(1, pages + 1):
        if hook:
            hook(c, rng, no)
        text_page(c, rng, no, lines, mixed)
    c.save()
    return buf.getvalue()


def save(pdf: pikepdf.Pdf, path: Path, **kw) -> None:
    kw.setdefault("object_stream_mode", pikepdf.ObjectStreamMode.generate)
    pdf.save(path, deterministic_id=True, **kw)


def i_small(path: Path) -> None:
    path.write_bytes(reportlab_doc(10, 1))


def ii_brief(path: Path) -> None:
    def hook(c, rng, no):
        key = f"p{no}"
        c.bookmarkPage(key)
        c.addOutlineEntry(f"Section {no}", key, level=0 if no % 4 == 1 else 1)
        for k in range(3):
            y = 650 - 120 * k
            c.linkURL(f"https://www.example.gov/case/{no}/{k}", (72, y, 200, y + 12))
        if no > 1:
            c.linkAbsolute("back", f"p{rng.randrange(1, no)}", (72, 60, 200, 72))

    raw = reportlab_doc(60, 2, mixed=True, hook=hook)
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        save(pdf, path)


def scan_image(rng: random.Random, w: int, h: int, grey: bool) -> Image.Image:
    img = Image.new("L", (w, h), 255)
    d = ImageDraw.Draw(img)
    y = int(h * 0.08)
    while y < h * 0.92:
        x = int(w * 0.1)
        while x < w * 0.9:
            word = rng.choice(WORDS)
            d.text((x, y), word, fill=rng.randrange(0, 60))
            x += 7 * len(word) + 8
        y += 16
    if grey:
        noise = Image.frombytes("L", (w, h), rng.randbytes(w * h)).filter(
            ImageFilter.GaussianBlur(1.2)
        )
        img = Image.blend(img, noise, 0.25)
    return img


def iii_scan(path: Path) -> None:
    rng = random.Random(3)
    pdf = pikepdf.new()
    w, h = 850, 1100
    # 24 different JPEG pages and 12 different CCITT pages; each page of the file
    # has its own image object (bytes differ by a JPEG comment / a row).
    jpegs = []
    for _ in range(24):
        b = io.BytesIO()
        scan_image(rng, w, h, True).save(b, "JPEG", quality=26)
        jpegs.append(b.getvalue())
    faxes = []
    for _ in range(12):
        img = scan_image(rng, w * 2, h * 2, False).convert("1")
        b = io.BytesIO()
        img.save(b, "TIFF", compression="group4", strip_size=1 << 30)
        b.seek(0)
        t = Image.open(b)
        off, cnt = t.tag_v2[273][0], t.tag_v2[279][0]
        photometric = t.tag_v2[262]
        faxes.append((b.getvalue()[off : off + cnt], img.size, photometric))
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for no in range(300):
        if no % 3 < 2:
            data = jpegs[no % len(jpegs)]
            note = b"page %d" % no
            data = (
                data[:2]
                + b"\xff\xfe"
                + (len(note) + 2).to_bytes(2, "big")
                + note
                + data[2:]
            )
            img = pdf.make_stream(
                data,
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=w,
                Height=h,
                BitsPerComponent=8,
                ColorSpace=Name.DeviceGray,
                Filter=Name.DCTDecode,
            )
        else:
            data, (fw, fh), photometric = faxes[no % len(faxes)]
            img = pdf.make_stream(
                data,
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=fw,
                Height=fh,
                BitsPerComponent=1,
                ColorSpace=Name.DeviceGray,
                Filter=Name.CCITTFaxDecode,
                DecodeParms=Dictionary(
                    K=-1, Columns=fw, Rows=fh, BlackIs1=photometric == 1
                ),
            )
        content = b"q 612 0 0 792 0 0 cm /Im0 Do Q\n"
        res = Dictionary(XObject=Dictionary(Im0=img))
        if no % 2 == 0:
            res.Font = Dictionary(F0=font)
            content += (
                b"BT 3 Tr /F0 9 Tf 14 TL 72 720 Td\n"
                + b"".join(b"(%s) Tj T*\n" % sentence(rng).encode() for _ in range(45))
                + b"ET\n"
            )
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, 612, 792],
            Resources=res,
            Contents=pdf.make_stream(
                zlib.compress(content, 9), Filter=Name.FlateDecode
            ),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    save(pdf, path, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def iv_appendix(
    path: Path, pages: int = 2000, links: int = 20, elems: int = 80
) -> None:
    raw = reportlab_doc(pages, 4, mixed=True, lines=30)
    rng = random.Random(4)
    pdf = pikepdf.open(io.BytesIO(raw))
    objs = [p.obj for p in pdf.pages]
    doc_elem = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    kids = []
    parent_nums = []
    for no, page in enumerate(objs):
        sect = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Sect, P=doc_elem)
        )
        mine = []
        for k in range(elems):
            mine.append(
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.StructElem,
                        S=Name.P if k % 7 else Name.Span,
                        P=sect,
                        Pg=page,
                        K=k,
                    )
                )
            )
        sect.K = Array(mine)
        kids.append(sect)
        parent_nums += [no, pdf.make_indirect(Array(mine))]
        annots = []
        for k in range(links):
            y = 700 - 30 * k
            annot = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=[72, y, 300, y + 12],
                Border=[0, 0, 0],
            )
            if k % 2:
                annot.A = Dictionary(
                    S=Name.URI, URI=String(f"https://www.example.gov/doc/{no}/{k}")
                )
            else:
                annot.A = Dictionary(
                    S=Name.GoTo, D=Array([objs[rng.randrange(pages)], Name.Fit])
                )
            annots.append(pdf.make_indirect(annot))
        page.Annots = Array(annots)
        page.StructParents = no
    doc_elem.K = Array(kids)
    tree = pdf.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=doc_elem,
            ParentTree=Dictionary(Nums=Array(parent_nums)),
        )
    )
    doc_elem.P = tree
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    with pdf.open_outline() as outline:
        for no in range(0, pages, 10):
            outline.root.append(pikepdf.OutlineItem(f"Exhibit {no}", no))
    save(pdf, path)


def v_form(path: Path, fields: int = 2000, per_page: int = 50) -> None:
    raw = reportlab_doc(fields // per_page, 5, lines=3)
    pdf = pikepdf.open(io.BytesIO(raw))
    helv = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )

    def js(code: str):
        return Dictionary(S=Name.JavaScript, JS=String(code))

    all_fields = []
    for no, page in enumerate(pdf.pages):
        annots = []
        for k in range(per_page):
            n = no * per_page + k
            x, y = 72 + 240 * (k % 2), 640 - 24 * (k // 2)
            ap = pdf.make_stream(
                b"/Tx BMC q BT /Helv 9 Tf 0 g 2 4 Td (value %d) Tj ET Q EMC" % n,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=[0, 0, 200, 18],
                Resources=Dictionary(Font=Dictionary(Helv=helv)),
            )
            f = pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Widget,
                    FT=Name.Tx,
                    T=String(f"field_{n}"),
                    V=String(f"value {n}"),
                    Rect=[x, y, x + 200, y + 18],
                    F=4,
                    P=page.obj,
                    DA=String("/Helv 9 Tf 0 g"),
                    AP=Dictionary(N=ap),
                    AA=Dictionary(
                        K=js(f"AFNumber_Keystroke(2,0,0,0,'',true);//{n}"),
                        F=pdf.make_indirect(
                            js(f"AFNumber_Format(2,0,0,0,'',true);//{n}")
                        ),
                        V=js(f"if(event.value>{n})event.rc=false;"),
                        C=js(f"event.value=this.getField('field_{n - 1}').value;"),
                    ),
                )
            )
            if n % 10 == 0:
                f.A = js(f"app.alert('{n}')")
            annots.append(f)
        page.obj.Annots = Array(annots)
        all_fields += annots
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=Array(all_fields),
            DA=String("/Helv 0 Tf 0 g"),
            NeedAppearances=False,
            CO=Array(all_fields[::7]),
            DR=Dictionary(Font=Dictionary(Helv=helv)),
        )
    )
    pdf.Root.OpenAction = js("this.zoom=100;")
    save(pdf, path)


def name_tree(pdf, items, leaf: int = 32, fan: int = 32):
    level = []
    for i in range(0, len(items), leaf):
        part = items[i : i + leaf]
        flat = []
        for key, value in part:
            flat += [String(key), value]
        level.append(
            (
                pdf.make_indirect(
                    Dictionary(
                        Limits=[String(part[0][0]), String(part[-1][0])],
                        Names=Array(flat),
                    )
                ),
                part[0][0],
                part[-1][0],
            )
        )
    while len(level) > 1:
        up = []
        for i in range(0, len(level), fan):
            part = level[i : i + fan]
            up.append(
                (
                    pdf.make_indirect(
                        Dictionary(
                            Limits=[String(part[0][1]), String(part[-1][2])],
                            Kids=Array([p[0] for p in part]),
                        )
                    ),
                    part[0][1],
                    part[-1][2],
                )
            )
        level = up
    return level[0][0]


def vi_trees(
    path: Path,
    dests: int = 40000,
    outline_items: int = 20000,
    deep: int = 2000,
    struct_depth: int = 1000,
) -> None:
    raw = reportlab_doc(50, 6, lines=20)
    rng = random.Random(6)
    pdf = pikepdf.open(io.BytesIO(raw))
    objs = [p.obj for p in pdf.pages]
    items = [
        (
            f"dest{n:06d}",
            pdf.make_indirect(
                Array([objs[n % 50], Name.XYZ, 0, rng.randrange(792), 0])
            ),
        )
        for n in range(dests)
    ]
    names = Dictionary(Dests=name_tree(pdf, items))
    node = pdf.make_indirect(
        Dictionary(
            Limits=[String("z"), String("z")],
            Names=Array(
                [
                    String("z"),
                    pdf.make_indirect(
                        Dictionary(S=Name.JavaScript, JS=String("app.alert('deep');"))
                    ),
                ]
            ),
        )
    )
    for _ in range(deep):
        node = pdf.make_indirect(
            Dictionary(Limits=[String("z"), String("z")], Kids=Array([node]))
        )
    names.JavaScript = node
    pdf.Root.Names = pdf.make_indirect(names)
    # Outlines: a wide list, with a 1,000-deep branch under the first item.
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))

    def item(title, parent, n):
        return pdf.make_indirect(
            Dictionary(
                Title=String(title), Parent=parent, Dest=Array([objs[n % 50], Name.Fit])
            )
        )

    wide = [item(f"Entry {n}", root, n) for n in range(outline_items - 1000)]
    for a, b in zip(wide, wide[1:]):
        a.Next, b.Prev = b, a
    root.First, root.Last, root.Count = wide[0], wide[-1], len(wide)
    cur = wide[0]
    for n in range(1000):
        child = item(f"Deep {n}", cur, n)
        cur.First = cur.Last = child
        cur.Count = -1
        cur = child
    pdf.Root.Outlines = root
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    cur = tree
    for n in range(struct_depth):
        child = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=cur))
        cur.K = child
        cur = child
    pdf.Root.StructTreeRoot = tree
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    save(pdf, path)


MAKERS = [i_small, ii_brief, iii_scan, iv_appendix, v_form, vi_trees]


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("outdir", type=Path)
    ap.add_argument("--only", nargs="*", default=[])
    args = ap.parse_args()
    args.outdir.mkdir(parents=True, exist_ok=True)
    register_fonts()
    for make in MAKERS:
        if args.only and make.__name__ not in args.only:
            continue
        path = args.outdir / f"{make.__name__}.pdf"
        t = time.perf_counter()
        make(path)
        took = time.perf_counter() - t
        data = path.read_bytes()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            print(
                f"{path.name:18} {len(data):>10,} B {len(pdf.pages):>5} pages "
                f"{len(pdf.objects):>8,} objects  made in {took:5.1f} s  "
                f"sha256 {hashlib.sha256(data).hexdigest()[:16]}",
                flush=True,
            )


if __name__ == "__main__":
    main()
