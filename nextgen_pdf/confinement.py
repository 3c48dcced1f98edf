"""Taking rights from this process for good: no network and no writing, on Linux.

A worker reads hostile documents with libraries written in C++. Should one of them be taken
over, the kernel still lets it do nothing but read files and answer:

* Landlock (Linux 5.13 and newer) denies making, changing and removing files. Only
  ``/dev/null`` can be written to. From Linux 6.12 on, signals to other processes are
  denied too.
* seccomp (on x86-64 and ARM64) denies sockets of every kind, and io_uring, which could
  make one without asking.

Both need no privileges and no program beside the kernel. Where one of them is not there,
the process goes on without it, for checking with less is better than no checking; limits
on files (``RLIMIT_FSIZE``) hold on all of Unix. See ``docs/security.md``.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import ctypes


class Confinement(NamedTuple):
    """What a process can no longer do."""

    writing: bool
    """It cannot make, change or remove files."""
    network: bool
    """It cannot open sockets."""


# linux/prctl.h
_NO_NEW_PRIVS = 38
_SET_SECCOMP = 22
_SECCOMP_FILTER = 2

# linux/landlock.h; the numbers of the calls are the same on all processors.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_WRITE_FILE = 1 << 1
# Remove (4, 5), make (6 to 12); refer, from version 2; truncate, from version 3.
_FILES = _WRITE_FILE | sum(1 << bit for bit in range(4, 13))
_FILES_SINCE = {2: 1 << 13, 3: 1 << 14}
_TCP = 0b11  # bind and connect, from version 4
_SCOPED = 0b11  # abstract sockets and signals, from version 6
_TCP_SINCE, _SCOPED_SINCE = 4, 6

# linux/audit.h and asm/unistd.h: the processor, and socket, socketpair, io_uring_setup.
_PROCESSORS = {
    "x86_64": (0xC000003E, (41, 53, 425)),
    "aarch64": (0xC00000B7, (198, 199, 425)),
}
_X32 = 0x40000000  # from here on, calls of x86-64 have second numbers

# linux/bpf_common.h and linux/seccomp.h
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW = 0x7FFF0000
_DENY = 0x00050000 | errno.EACCES
_KILL = 0x80000000
_CALL, _PROCESSOR = 0, 4  # where struct seccomp_data has them


def confine(folder: str | None = None) -> Confinement:
    """Give up writing and the network, in this process and all that it starts.

    To be called while the process has one thread; it cannot be taken back.

    Args:
        folder: in there, and below it, files may be written all the same.
    """
    if sys.platform != "linux":
        return Confinement(writing=False, network=False)
    import ctypes  # noqa: PLC0415  (only where it is needed)

    try:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.syscall.restype = ctypes.c_long
    except (OSError, AttributeError):  # a Python without a dynamic linker
        return Confinement(writing=False, network=False)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return Confinement(writing=False, network=False)
    writing = _deny_writing(libc, folder)
    return Confinement(writing=writing, network=_deny_sockets(libc))


def _deny_writing(libc: ctypes.CDLL, folder: str | None) -> bool:
    version = libc.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
    if version < 1:
        return False
    files = _FILES
    for since, more in _FILES_SINCE.items():
        files |= more if version >= since else 0
    handled = struct.pack("=Q", files)
    if version >= _TCP_SINCE:
        handled += struct.pack("=Q", _TCP)
    if version >= _SCOPED_SINCE:
        handled += struct.pack("=Q", _SCOPED)
    ruleset = libc.syscall(_CREATE_RULESET, handled, len(handled), 0)
    if ruleset < 0:
        return False
    # Programs throw away what they do not want to say.
    places = [(os.devnull, _WRITE_FILE)]
    if folder is not None:
        places.append((folder, files))
    try:
        for path, rights in places:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                allowed = struct.pack("=Qi", rights, place)
                libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, allowed, 0)
            finally:
                os.close(place)
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _deny_sockets(libc: ctypes.CDLL) -> bool:
    import ctypes  # noqa: PLC0415

    known = _PROCESSORS.get(os.uname().machine)
    if known is None or struct.calcsize("P") != 8:  # noqa: PLR2004  (calls of 32 bits)
        return False
    processor, denied = known
    steps = [
        (_LOAD, 0, 0, _PROCESSOR),
        (_EQUAL, 1, 0, processor),
        (_RETURN, 0, 0, _KILL),  # calls of another kind have other numbers
        (_LOAD, 0, 0, _CALL),
        (_AT_LEAST, len(denied) + 1, 0, _X32),
        *((_EQUAL, len(denied) - at, 0, call) for at, call in enumerate(denied)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code, len(code))
    # struct sock_fprog: a short number of steps, and where they are
    program = struct.pack("@HP", len(steps), ctypes.addressof(buffer))
    return bool(libc.prctl(_SET_SECCOMP, _SECCOMP_FILTER, program, 0, 0) == 0)
