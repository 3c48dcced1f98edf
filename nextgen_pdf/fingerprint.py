"""What a report depends on beside the document, in a few characters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from nextgen_pdf.profile import Profile
from nextgen_pdf.rulebook import Rulebook
from nextgen_pdf.version import version
from nextgen_pdf.waivers import Waiver


def fingerprint(
    profile: Profile, rulebook: Rulebook, reader: str, waivers: Iterable[Waiver] = ()
) -> str:
    """Changes with this program's version, the reader, the profile, rules and waivers.

    The rules count as they are written: every module and table in the folders that they
    come from. Two reports with the same fingerprint and the same SHA-256 of the document
    say the same.
    """
    court = profile.court and profile.court.code
    setting = [version(), reader, profile.name, court, profile.rules]
    digest = hashlib.sha256(json.dumps(setting, default=dict).encode())
    for waiver in waivers:
        digest.update(repr(waiver).encode())
    folders = {rule.file.parent for rule in rulebook}
    for folder in sorted(folders):
        for file in sorted(folder.glob("*.py")) + sorted(folder.glob("*.toml")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
