"""The recipes of docs/web.md, with the frameworks' own test clients."""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import nextgen_pdf

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")
READY = (ROOT / "samples" / "brief" / "pass-clean.pdf").read_bytes()
SCRIPT = (ROOT / "samples" / "javascript" / "fail-open-action.pdf").read_bytes()


def _recipe(framework: str) -> dict[str, Any]:
    """The names that the script of a framework defines."""
    section = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    (text,) = (part for part in section if part.startswith(f"{framework}\n"))
    (script,) = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    names: dict[str, Any] = {"__name__": "recipe"}
    exec(compile(script, f"docs/web.md: {framework}", "exec"), names)  # noqa: S102
    return names


def _expected(data: bytes, name: str) -> dict[str, Any]:
    return nextgen_pdf.check(data, name=name).to_dict()


@pytest.fixture
def fastapi() -> Iterator[Any]:
    pytest.importorskip("fastapi")
    from fastapi.testclient import TestClient  # noqa: PLC0415  (may not be there)

    names = _recipe("FastAPI")
    with TestClient(names["app"]) as client:
        yield client


def test_fastapi(fastapi: Any) -> None:
    def post(data: bytes, name: str) -> Any:
        return fastapi.post("/check", files={"file": (name, data, "application/pdf")})

    response = post(SCRIPT, "Motion.pdf")
    assert response.status_code == 200
    assert response.json() == _expected(SCRIPT, "Motion.pdf")
    with ThreadPoolExecutor(20) as threads:
        names = [f"{number}.pdf" for number in range(20)]
        responses = list(threads.map(lambda name: post(READY, name), names))
    assert [response.json()["path"] for response in responses] == names
    assert {response.json()["verdict"] for response in responses} == {"ready"}
    assert post(b"%PDF-1.7", "empty.pdf").json()["verdict"] == "refused"


@pytest.fixture
def flask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    pytest.importorskip("flask")
    monkeypatch.chdir(tmp_path)
    names = _recipe("Flask")
    with names["app"].test_client() as client:
        yield client
    names["pool"].close()
    atexit.unregister(names["pool"].close)


def test_flask(flask: Any) -> None:
    def post(data: bytes, name: str) -> Any:
        # By hand, for the client leaves open what it writes a large form to.
        head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
        body = b"--|\r\n%b\r\n\r\n%b\r\n--|--\r\n" % (head.encode(), data)
        form = 'multipart/form-data; boundary="|"'
        with flask.post("/check", data=body, content_type=form) as response:
            return response.status_code, response.get_json()

    assert post(SCRIPT, "Motion.pdf") == (422, _expected(SCRIPT, "Motion.pdf"))
    assert not Path("accepted").exists()
    large = READY + b"\n" * 1_000_000  # waits on disk, not in memory
    for data in (READY, large):
        assert post(data, "brief.pdf") == (200, _expected(data, "brief.pdf"))
    saved = {path.read_bytes() for path in Path("accepted").iterdir()}
    assert saved == {READY, large}
