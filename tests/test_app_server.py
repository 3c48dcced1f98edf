"""The page that the command serves, asked as a browser asks it."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

import nextgen_pdf
from conftest import SAMPLES
from nextgen_pdf.app import front
from nextgen_pdf.app.desk import Asked, Desk
from nextgen_pdf.app.server import LARGEST, Server

SCRIPT = SAMPLES / "javascript" / "fail-open-action.pdf"
ATTACHED = SAMPLES / "attachments" / "fail-paper-clip.pdf"

UNMENDABLE = SAMPLES / "malformed" / "fail-no-pages.pdf"


class Asking:
    """Asks a server, as its page does unless told otherwise."""

    def __init__(self, server: Server, temporary: Path) -> None:
        self.server = server
        self.temporary = temporary
        """Where the server puts what it is sent."""
        self.host = urlsplit(server.address).netloc
        self.path = urlsplit(server.address).path

    def __call__(
        self,
        what: str,
        body: bytes = b"{}",
        *,
        method: str = "POST",
        path: str | None = None,
        **headers: str,
    ) -> HTTPResponse:
        usual = {"Host": self.host, "Origin": f"http://{self.host}"}
        connection = HTTPConnection(self.host, timeout=60)
        connection.request(
            method,
            (self.path if path is None else path) + what,
            body,
            {name: value for name, value in (usual | headers).items() if value},
        )
        return connection.getresponse()

    def send(self, what: str, file: Path, **details: Any) -> HTTPResponse:
        """Send a document."""
        asked = quote(json.dumps({"name": file.name} | details))
        return self(what, file.read_bytes(), Asked=asked)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    temporary = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(temporary))
        with Server(Desk()) as server:
            thread = threading.Thread(target=server.serve_forever, args=[0.01])
            thread.start()
            yield Asking(server, temporary)
            server.shutdown()
            thread.join()
    assert [*temporary.iterdir()] == []


def test_the_page_is_there_for_who_has_its_address(ask: Asking) -> None:
    answer = ask("", method="GET", Origin="")
    assert answer.status == 200
    assert answer.read().decode() == front.served()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "connect-src 'self'; script-src 'sha256-" in front.served()
    assert ask.server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("what", ["", "about", "check", "fix", "nothing"])
@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("", {}),
        ("//", {}),
        ("/wrong/", {}),
        (None, {"Host": "evil.example"}),
        (None, {"Host": "127.0.0.1"}),
        (None, {"Host": "localhost:1"}),
        (None, {"Origin": "http://evil.example"}),
        (None, {"Origin": "null"}),
        (None, {"Origin": ""}),
    ],
)
def test_nobody_else_is_answered(
    ask: Asking, path: str | None, headers: dict[str, Any], what: str
) -> None:
    answer = ask(what, path=path, **headers)
    assert answer.status == 403
    assert ask.server.token not in answer.read().decode()


def test_localhost_is_this_computer_too(ask: Asking) -> None:
    host = ask.host.replace("127.0.0.1", "localhost")
    assert ask("about", Host=host, Origin=f"http://{host}").status == 200


def test_a_browser_leaves_the_usual_port_out(
    ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, origin = "127.0.0.1", "http://127.0.0.1"
    assert ask("about", Host=host, Origin=origin).status == 403
    monkeypatch.setattr(ask.server, "server_port", 80)
    assert ask("about", Host=host, Origin=origin).status == 200


@pytest.mark.parametrize(
    ("what", "headers", "status"),
    [
        ("nothing", {}, 404),
        ("check", {}, 400),
        ("check", {"Asked": quote('{"unknown": 1}')}, 400),
        ("check", {"Asked": quote('{"name": 1}')}, 400),
        ("check", {"Asked": quote('{"court": "none"}')}, 400),
        ("check", {"Asked": quote('{"max_size": NaN}')}, 400),
        ("check", {"Asked": quote('{"max_size": 1%s}' % ("0" * 400))}, 400),
        ("check", {"Asked": quote('{"profile": "pyproject.toml"}')}, 400),
        ("fix", {"Asked": quote('{"profile": "pyproject.toml"}')}, 400),
        ("check", {"Asked": "%7B%7D", "Content-Length": str(LARGEST + 1)}, 413),
        ("check", {"Asked": "%7B%7D", "Content-Length": "-1"}, 411),
        ("check", {"Asked": "%7B%7D", "Transfer-Encoding": "chunked"}, 411),
    ],
)
def test_what_cannot_be_answered_is_refused(
    ask: Asking, what: str, headers: dict[str, Any], status: int
) -> None:
    assert ask(what, **headers).status == status


@pytest.mark.parametrize(
    "kept", [{"rows": 5}, {"rows": [[1]]}, {"sections": [5]}, {"sections": 5}]
)
def test_what_is_no_result_makes_no_report(ask: Asking, kept: dict[str, Any]) -> None:
    assert ask("whole", json.dumps(kept).encode()).status == 400


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on files")
def test_a_document_that_the_disk_does_not_take_is_not_judged(
    ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource  # noqa: PLC0415  (Unix has it)

    # Python itself would leave half a compiled module behind.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        answer = ask("check", bytes(150_000), Asked="%7B%7D")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert answer.status == 507
    assert b"could not be kept" in answer.read()


def test_a_document_is_judged_as_by_the_command(ask: Asking) -> None:
    told = json.load(ask.send("check", SCRIPT, number=3))
    (document,) = json.loads(told["document"])["documents"]
    expected = nextgen_pdf.check(SCRIPT, name=SCRIPT.name).to_dict()
    assert document == expected
    assert told["row"] == ["document-3", SCRIPT.name, "refused", 1, 0]
    assert told["mends"] == ["error"]
    assert 'id="document-3"' in told["section"]


def test_courts_count(ask: Asking) -> None:
    sample = SAMPLES / "links" / "some-courts-bookmark.pdf"
    court = next(
        court.code
        for court in nextgen_pdf.courts()
        if court.rules.get("links", {}).get("severity") == "error"
    )
    verdicts = [
        json.load(ask.send("check", sample, court=code))["row"][2]
        for code in ("", court)
    ]
    assert verdicts == ["ready", "refused"]


def test_what_could_not_be_checked_says_why(ask: Asking) -> None:
    asked = {"name": "big.pdf", "number": 2, "reason": "it is too large"}
    told = json.load(ask("unchecked", json.dumps(asked).encode()))
    assert told["row"][:3] == ["document-2", "big.pdf", "unchecked"]
    assert "it is too large" in told["section"]


@pytest.mark.pikepdf
def test_a_copy_is_that_of_the_command_with_its_proof(ask: Asking) -> None:
    line, files = _copy(ask.send("fix", ATTACHED))
    fixed = nextgen_pdf.fix(ATTACHED)
    assert line["status"] == "fixed"
    assert "ready" in line["said"]
    assert [name for name, _ in files] == [
        f"{ATTACHED.stem}-filing.pdf",
        *(file.name for file in fixed.attachments),
    ]
    assert [data for _, data in files] == [
        fixed.data,
        *(file.data for file in fixed.attachments),
    ]
    assert "Nothing else differs" in line["proof"]
    assert "<h4>Attached files" in line["proof"]


def _copy(answer: HTTPResponse) -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
    assert answer.status == 200
    line = json.loads(answer.readline())
    files = [(name, answer.read(size)) for name, size in line["files"]]
    assert answer.read() == b""
    return line, files


def test_no_path_is_shown_and_nothing_is_kept(ask: Asking) -> None:
    for what, sample in (("check", ATTACHED), ("fix", UNMENDABLE)):
        text = ask.send(what, sample).read().decode()
        assert str(ask.temporary) not in text
        assert "document.pdf" not in text
    (folder,) = ask.temporary.iterdir()
    assert [*folder.iterdir()] == []


@pytest.mark.pikepdf
def test_what_is_not_installed_is_told_and_documents_are_checked_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "nextgen_pdf.formats.html", None)
    monkeypatch.setattr("nextgen_pdf.proof.find_spec", lambda _: None)
    desk = Desk()
    about = desk.about()
    told = desk.check(SCRIPT, Asked("<b>.pdf"))
    desk.close()
    assert about["plain"]
    assert not about["fixes"]
    for extra, lack in zip(("html", "fix"), about["lacks"], strict=True):
        assert f'pip install "nextgen-pdf[{extra}]"' in lack
    assert told["row"] == ("document-1", "<b>.pdf", "refused", 1, 0)
    assert "&lt;b&gt;.pdf" in told["section"]
    assert "<b>" not in told["section"]


def test_a_tab_that_is_closed_makes_no_noise(
    ask: Asking, capfd: pytest.CaptureFixture[str]
) -> None:
    head = f"POST {ask.path}check HTTP/1.1\r\nHost: {ask.host}\r\n"
    head += f"Origin: http://{ask.host}\r\nAsked: %7B%7D\r\nContent-Length: 9\r\n\r\n"
    before = threading.active_count()
    with socket.create_connection(("127.0.0.1", ask.server.server_port)) as browser:
        browser.sendall(head.encode() + b"%PDF")
    while threading.active_count() > before:
        pass
    assert capfd.readouterr() == ("", "")
