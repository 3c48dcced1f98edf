"""Make the page: one HTML file that checks PDFs in a browser, without a network.

``python page/build.py --output nextgen-pdf.html``

It holds this program, Python itself (Pyodide) and what this program stands on. All of that
is downloaded once, into a cache, by ``pip`` and ``npm``; what is not exactly the file whose
hash is written down here or in ``requirements.txt`` ends the build.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from nextgen_pdf.app import front

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = ROOT / "build" / "page"
LARGEST = 15_000_000

PYODIDE = "314.0.7"
PYODIDE_SHA512 = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
PYTHON = "3.14"
PLATFORMS = ("pyemscripten_2026_0_wasm32", "manylinux2014_x86_64")
"""Of MarkupSafe there is no wheel for browsers; it has the same in plain Python."""

_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_POLICY = (
    "connect-src 'none'; worker-src data:; script-src {script} blob: 'wasm-unsafe-eval'"
)
"""The page may run its own script and a worker, and reach nothing.

The worker has the same policy. It makes addresses (``blob:``) of what the page holds, to
import them.
"""
_LEFT_OUT = (
    "pdfminer/cmap/*.gz",
    "nextgen_pdf/app/front/*",
    "pypdfium2_cli/*",
    "markupsafe/*.so",
    "*.pyi",
)
"""Of the wheels. The tables are for Chinese, Japanese and Korean text."""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--output", type=Path, default=Path("nextgen-pdf.html"))
    parser.add_argument(
        "--cache", type=Path, default=CACHE, help="where downloads are kept"
    )
    given = parser.parse_args()
    page = build(given.cache)
    if len(page) > LARGEST:
        sys.exit(f"The page has {len(page):,} bytes; {LARGEST:,} is the most")
    given.output.write_bytes(page)
    print(f"{given.output}: {len(page) / 1e6:.1f} MB")  # noqa: T201  (what it tells)


def build(cache: Path = CACHE) -> bytes:
    """The page.

    Args:
        cache: where downloads are kept.
    """
    cache.mkdir(parents=True, exist_ok=True)
    runtime = _pyodide(cache)
    lock = json.loads(runtime.pop("pyodide-lock.json"))
    assets = {
        **runtime,
        "python_stdlib.zip": _stored(runtime["python_stdlib.zip"]),
        "packages.tar": _packages(cache),
        # no package can be asked for by name: all of them are in packages.tar
        "pyodide-lock.json": json.dumps(lock | {"packages": {}}).encode(),
        "worker.js": b"".join(
            (HERE / name).read_bytes() for name in ("ciphers.js", "worker.js")
        ),
    }
    return front.page(
        engine=_text("offline.js"),
        policy=_POLICY,
        privacy=_text("privacy.html"),
        about=_text("about.html"),
        assets="\n".join(_asset(name, data) for name, data in assets.items()),
    ).encode()


def _text(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _asset(name: str, data: bytes) -> str:
    packed = base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
    return f'<script type="application/gzip" data-asset="{name}">{packed}</script>'


def _pyodide(cache: Path) -> dict[str, bytes]:
    """Python for browsers."""
    archive = cache / f"pyodide-{PYODIDE}.tgz"
    if not archive.exists():
        _run([_program("npm"), "pack", "--silent", f"pyodide@{PYODIDE}"], cache)
    digest = hashlib.sha512(archive.read_bytes()).digest()
    if base64.b64encode(digest).decode() != PYODIDE_SHA512:
        sys.exit(f"{archive} is not the file that was meant: its hash is another")
    with tarfile.open(archive) as tar:
        return {
            name: file.read()
            for name in (*_RUNTIME, "pyodide-lock.json")
            if (file := tar.extractfile(f"package/{name}"))
        }


def _stored(archive: bytes) -> bytes:
    """The same ZIP file, not compressed: then it is smaller when all is compressed."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as new,
    ):
        for entry in sorted(old.infolist(), key=lambda entry: entry.filename):
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry))
    return result.getvalue()


def _packages(cache: Path) -> bytes:
    """This program and what it stands on, as they are installed, in a TAR file."""
    result = io.BytesIO()
    with (
        TemporaryDirectory() as folder,
        tarfile.open(fileobj=result, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        _run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
            ROOT,
        )
        for wheel in (*sorted(Path(folder).glob("*.whl")), *_wheels(cache)):
            for name, data in _unpacked(wheel):
                _add(tar, name, data)
        for stub in sorted((HERE / "stubs").rglob("*.py")):
            name = stub.relative_to(HERE / "stubs").as_posix()
            _add(tar, name, stub.read_bytes())
        _add(tar, "in_worker.py", (HERE / "in_worker.py").read_bytes())
    return result.getvalue()


def _wheels(cache: Path) -> Iterator[Path]:
    """The wheels of requirements.txt, each with the hash that stands there."""
    requirements = HERE / "requirements.txt"
    known = hashlib.sha256(requirements.read_bytes()).hexdigest()[:16]
    folder = cache / f"wheels-{known}"
    if not folder.exists():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--require-hashes", "--requirement", str(requirements)]
        command += ["--only-binary=:all:", f"--python-version={PYTHON}"]
        command += [f"--platform={platform}" for platform in PLATFORMS]
        with TemporaryDirectory(dir=cache) as temporary:
            _run([*command, "--dest", temporary], ROOT)
            shutil.copytree(temporary, folder)
    yield from sorted(folder.glob("*.whl"))


def _unpacked(wheel: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            path = PurePosixPath(name)
            if not (name.endswith("/") or any(map(path.match, _LEFT_OUT))):
                yield name, archive.read(name)


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    tar.addfile(entry, io.BytesIO(data))


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        sys.exit(f"{name} is needed, and is not installed")
    return found


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


if __name__ == "__main__":
    main()
