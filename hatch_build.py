"""What the build adds to the wheel: a bill of materials (SBOM), by PEP 770.

CycloneDX 1.6, of what the metadata says: this package, and what it requires. The wheel
holds no code of others, and what is installed with it is chosen at installation; so
requirements stand there with the range that will do, and none with a version. Nothing in
it changes with the time or the machine, so that equal sources give an equal wheel.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.requirements import Requirement

_FILE = "build/nextgen-pdf.cdx.json"


class SbomHook(BuildHookInterface):
    """Called by hatchling before it makes a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the bill, and have it put beside the metadata."""
        del version  # "standard" or "editable"
        file = Path(self.root, _FILE)
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(self._bill(), indent=1) + "\n", encoding="utf-8")
        build_data["sbom_files"].append(_FILE)

    def _bill(self) -> dict[str, Any]:
        core = self.metadata.core
        own = f"pkg:pypi/{core.name}@{self.metadata.version}"
        extras = core.optional_dependencies
        components = [
            *_components(core.dependencies, None),
            *(part for name in extras for part in _components(extras[name], name)),
        ]
        once = {part["bom-ref"]: part for part in reversed(components)}
        return {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {
                "component": {
                    "type": "application",
                    "bom-ref": own,
                    "name": core.name,
                    "version": self.metadata.version,
                    "purl": own,
                    "licenses": [{"license": {"id": core.license_expression}}],
                }
            },
            "components": [once[ref] for ref in sorted(once)],
            "dependencies": [
                {"ref": own, "dependsOn": sorted(once)},
                *({"ref": ref} for ref in sorted(once)),
            ],
        }


def _components(needed: Iterable[str], extra: str | None) -> Iterator[dict[str, Any]]:
    """Requirements; those of an extra are optional. Extras of our own are left out."""
    for requirement in map(Requirement, needed):
        if requirement.name == "nextgen-pdf":
            continue
        purl = f"pkg:pypi/{requirement.name.lower().replace('.', '-')}"
        range_ = str(requirement.specifier) or "any"
        properties = [{"name": "nextgen-pdf:range", "value": range_}]
        if extra:
            properties.append({"name": "nextgen-pdf:extra", "value": extra})
        if requirement.marker:
            marker = str(requirement.marker)
            properties.append({"name": "nextgen-pdf:marker", "value": marker})
        yield {
            "type": "library",
            "bom-ref": purl,
            "name": requirement.name,
            "purl": purl,
            "scope": "optional" if extra else "required",
            "properties": properties,
        }
