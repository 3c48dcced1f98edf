"""How a child process of this program is started, in whatever form the program runs.

Under a Python of its own, the child is that Python, told what to run. In a frozen program
(PyInstaller) there is no Python to start, only the program itself: started with a word
that no person types, it is a child instead of the command.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

_WORD = "--child-process"
_MAIN = (
    "import sys; from importlib import import_module;"
    " name, sys.path[:] = sys.argv[1], sys.argv[2:]; import_module(name).main()"
)
# Of the environment a child gets what Python needs to start, and what says how file names
# are written. Nothing else: it may hold keys and passwords.
_NEEDED = (
    *("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME"),
    *("LANG", "LC_ALL", "LC_CTYPE", "PYTHONUTF8", "PYTHONPYCACHEPREFIX"),
    *(["PATH"] if sys.platform == "win32" else []),  # has the libraries of some Pythons
)


def command(module: str) -> list[str]:
    """The command line that runs a module's ``main`` in a child process."""
    if _frozen():
        return [sys.executable, _WORD, module]
    # What the environment would have said of compiled modules.
    alike = ("-B",) if sys.dont_write_bytecode else ()
    # -P: the folder that is worked in must not bring modules of its own.
    return [sys.executable, *alike, "-P", "-c", _MAIN, module, *sys.path]


def environment() -> dict[str, str]:
    """The environment of a child: what Python needs to start, and nothing else."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}


def served() -> bool:
    """In a frozen program: be the child that was asked for, if one was."""
    asked = _frozen() and sys.argv[1:2] == [_WORD]
    if asked:
        import_module(sys.argv[2]).main()
    return asked


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))
