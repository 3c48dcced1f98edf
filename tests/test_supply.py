"""What is installed: the bill of materials in the wheel, and the locks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
LOCKS = {"ci.lock": ("dev",), "run.lock": ("fix", "html")}
"""The locks, and the extras that each is made for."""
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]


def _needed(extra: str) -> Iterator[Requirement]:
    """The requirements of an extra, those of the extras in it among them."""
    for text in PROJECT["optional-dependencies"][extra]:
        requirement = Requirement(text)
        if requirement.name == PROJECT["name"]:
            for other in requirement.extras:
                yield from _needed(other)
        else:
            yield requirement


def test_the_wheel_has_a_bill_of_materials(tmp_path: Path) -> None:
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if "/sboms/" in name]
        bill = json.loads(archive.read(name))
    assert name.endswith(".dist-info/sboms/nextgen-pdf.cdx.json")
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    own = bill["metadata"]["component"]
    assert (own["name"], own["version"]) == (PROJECT["name"], PROJECT["version"])
    scopes = {part["purl"]: part["scope"] for part in bill["components"]}
    for text in PROJECT["dependencies"]:
        purl = f"pkg:pypi/{canonicalize_name(Requirement(text).name)}"
        assert scopes[purl] == "required"
    assert scopes["pkg:pypi/fsspec"] == "optional"
    references = {part["bom-ref"] for part in bill["components"]}
    assert references == set(bill["dependencies"][0]["dependsOn"])


@pytest.mark.parametrize(
    ("system", "machine", "version", "has_wheel"),
    [
        ("linux", "x86_64", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.0-13", True),
        ("linux", "aarch64", "#1 SMP", True),
        ("linux", "armv7l", "#1 SMP", False),
        ("win32", "AMD64", "10.0.26100", True),
        ("win32", "ARM64", "10.0.26100", True),
        ("win32", "x86", "10.0.19045", False),
        ("darwin", "arm64", "Darwin Kernel Version 25.0.0: root:xnu", True),
        ("darwin", "arm64", "Darwin Kernel Version 24.6.0: root:xnu", True),
        ("darwin", "arm64", "Darwin Kernel Version 23.6.0: root:xnu", False),
        ("darwin", "arm64", "Darwin Kernel Version 20.1.0: root:xnu", False),
        ("darwin", "x86_64", "Darwin Kernel Version 24.6.0: root:xnu", False),
    ],
)
def test_pikepdf_is_asked_for_where_there_is_a_wheel(
    system: str, machine: str, version: str, *, has_wheel: bool
) -> None:
    (marker,) = (
        requirement.marker
        for requirement in map(Requirement, PROJECT["dependencies"])
        if requirement.name == "pikepdf"
    )
    assert marker is not None
    environment = {
        "sys_platform": system,
        "platform_machine": machine,
        "platform_version": version,
        "platform_release": "6.1.0-13-amd64",
        "platform_python_implementation": "CPython",
    }
    assert marker.evaluate(environment) == has_wheel


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_all_that_is_needed(lock: str) -> None:
    """If not: CONTRIBUTING.md says how it is made."""
    found = re.findall(r"^([a-z0-9-]+)==([^\s;]+)", _text(lock), re.MULTILINE)
    locked = {name: Version(version) for name, version in found}
    extras = (_needed(extra) for extra in LOCKS[lock])
    needed = chain(map(Requirement, PROJECT["dependencies"]), *extras)
    for requirement in needed:
        version = locked[canonicalize_name(requirement.name)]
        assert version in requirement.specifier, requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_says_what_and_never_from_where(lock: str) -> None:
    text = _text(lock)
    assert "://" not in text
    for entry in re.split(r"\n(?=[a-z])", text)[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


def _text(lock: str) -> str:
    return (ROOT / "requirements" / lock).read_text(encoding="utf-8")
