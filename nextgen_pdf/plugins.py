"""Plug-ins: importable packages that bring rules and profiles.

A package joins by an entry point in the group ``nextgen_pdf.plugins``. Every rule that
its modules define is in the rulebook, and every TOML file in its folder ``profiles`` is
a profile. The built-in rules come in by the same door.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from nextgen_pdf.errors import PluginError
from nextgen_pdf.rulebook import Rule, Rulebook

GROUP = "nextgen_pdf.plugins"


@dataclass(frozen=True, slots=True)
class Plugins:
    """What all plug-ins bring."""

    rulebook: Rulebook
    profiles: dict[str, Path]
    """The files of the profiles, by name."""


@cache
def plugins() -> Plugins:
    """Everything that is installed; found once a process.

    Raises:
        PluginError: a plug-in does not import, or two bring the same name.
    """
    # Imported here: it takes as long as the rest of the package together.
    from importlib.metadata import entry_points  # noqa: PLC0415

    rules: list[Rule[...]] = []
    profiles: dict[str, Path] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        try:
            package = import_module(point.value)
            modules = [
                import_module(f"{point.value}.{module.name}")
                for module in iter_modules(_folders(package))
            ]
        except PluginError:
            raise
        except Exception as error:  # noqa: BLE001  (a plug-in's code may raise anything)
            raise PluginError(
                f"The plug-in {point.name!r} ({point.value}) cannot be imported: "
                f"{type(error).__name__}: {error}"
            ) from error
        for module in (package, *modules):
            rules += _defined_in(module)
        for folder in _folders(package):
            for file in sorted(Path(folder, "profiles").glob("*.toml")):
                if file.stem in profiles:
                    raise PluginError(
                        f"Two profiles are called {file.stem!r}: {profiles[file.stem]}"
                        f" and {file}"
                    )
                profiles[file.stem] = file
    return Plugins(Rulebook(rules), profiles)


def _folders(package: ModuleType) -> list[str]:
    return list(getattr(package, "__path__", []))


def _defined_in(module: ModuleType) -> list[Rule[...]]:
    """The rules that a module defines, not those it only imports."""
    return [
        item
        for item in vars(module).values()
        if isinstance(item, Rule) and item.check.__module__ == module.__name__
    ]
