"""Plug-ins: importable packages that bring rules, profiles and formats.

A package joins by an entry point in the group ``nextgen_pdf.plugins``. Every rule that
its modules define is in the rulebook, every TOML file in its folder ``profiles`` is a
profile, every module in its folder ``formats`` is a format, and its ``courts.toml`` has
courts. The built-in rules come in by the same door.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from nextgen_pdf.errors import PluginError
from nextgen_pdf.rulebook import Rule, Rulebook

if TYPE_CHECKING:
    from nextgen_pdf.courts import Courts

GROUP = "nextgen_pdf.plugins"


class Plugins(NamedTuple):
    """What all plug-ins bring."""

    rulebook: Rulebook
    profiles: dict[str, Path]
    """The files of the profiles, by name."""
    court_files: tuple[Path, ...]
    formats: dict[str, str]
    """The modules of the formats, by name; imported only when they are asked for."""

    @property
    def courts(self) -> Courts:
        """The courts. Read only when they are asked for: there are many."""
        from nextgen_pdf.courts import Courts, read  # noqa: PLC0415  (as said)

        return Courts(court for file in self.court_files for court in read(file))


@cache
def plugins() -> Plugins:
    """Everything that is installed; found once a process.

    Raises:
        PluginError: a plug-in does not import, or two bring the same name.
    """
    rules: list[Rule[...]] = []
    profiles: dict[str, Path] = {}
    court_files: list[Path] = []
    formats: dict[str, str] = {}
    for name, value in sorted(_declared()):
        try:
            package = import_module(value)
            modules = [
                import_module(f"{value}.{file.stem}")
                for folder in _folders(package)
                for file in sorted(folder.glob("[!_]*.py"))
            ]
        except PluginError:
            raise
        except Exception as error:
            raise PluginError(
                f"The plug-in {name!r} ({value}) cannot be imported: "
                f"{type(error).__name__}: {error}"
            ) from error
        for module in (package, *modules):
            rules += _defined_in(module)
        for folder in _folders(package):
            court_files += folder.glob("courts.toml")
            for file in sorted((folder / "profiles").glob("*.toml")):
                if file.stem in profiles:
                    raise PluginError(
                        f"Two profiles are called {file.stem!r}: {profiles[file.stem]}"
                        f" and {file}"
                    )
                profiles[file.stem] = file
            for file in sorted((folder / "formats").glob("[!_]*.py")):
                module_name = f"{value}.formats.{file.stem}"
                if file.stem in formats:
                    raise PluginError(
                        f"Two formats are called {file.stem!r}: {formats[file.stem]}"
                        f" and {module_name}"
                    )
                formats[file.stem] = module_name
    return Plugins(Rulebook(rules), profiles, tuple(court_files), formats)


def _declared() -> list[tuple[str, str]]:
    """The name of each plug-in and the package it names, from the installed metadata.

    ``importlib.metadata`` tells the same, but importing it takes a sixth of the time of
    checking a brief. So the entry points of packages in folders are read here; it is
    asked where Python may find packages in something else than a folder.
    """
    found: dict[tuple[str, str], None] = {}
    for folder in dict.fromkeys(sys.path):
        path = Path(folder)
        if path.is_file():
            from importlib.metadata import entry_points  # noqa: PLC0415  (see above)

            return [(point.name, point.value) for point in entry_points(group=GROUP)]
        for file in path.glob("*.*-info/entry_points.txt"):
            _, _, section = file.read_text(encoding="utf-8").partition(f"[{GROUP}]\n")
            for line in section.partition("\n[")[0].splitlines():
                name, equals, value = line.partition("=")
                if equals:
                    found[name.strip(), value.strip()] = None
    return list(found)


def _folders(package: ModuleType) -> list[Path]:
    return [Path(folder) for folder in getattr(package, "__path__", [])]


def _defined_in(module: ModuleType) -> list[Rule[...]]:
    """The rules that a module defines, not those it only imports."""
    return [
        item
        for item in vars(module).values()
        if isinstance(item, Rule) and item.check.__module__ == module.__name__
    ]
