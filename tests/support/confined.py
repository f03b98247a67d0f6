"""Runs a program with what a systemd unit forbids: `python -m tests.support.confined UNIT PROGRAM ARGUMENT…`.

Of what systemd does, what may break a program: the system calls that it may not make, memory that it may not make
executable, files for nobody else. The kernel is asked for it as systemd asks, by libseccomp.
"""

import ctypes
import os
import subprocess
import sys
from errno import EPERM
from functools import cache
from pathlib import Path

ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | EPERM
PR_SET_NO_NEW_PRIVS, PR_SET_MDWE, MDWE_REFUSE_EXEC_GAIN = 38, 65, 1


def service_of(unit: Path) -> dict[str, list[str]]:
    """The section [Service]: each setting with its values in order."""
    found: dict[str, list[str]] = {}
    section = unit.read_text().partition("[Service]\n")[2].partition("\n[")[0]
    for line in section.splitlines():
        name, given, value = line.partition("=")
        if given and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


@cache
def calls_in(group: str) -> frozenset[str]:
    """The system calls of a group, such as @system-service."""
    said = subprocess.run(
        ["systemd-analyze", "syscall-filter", "--no-pager", group], capture_output=True, text=True, check=True
    ).stdout
    names = [line.strip() for line in said.splitlines()[1:] if line.strip() and "#" not in line]
    return frozenset().union(*(calls_in(name) if name.startswith("@") else {name} for name in names))


def allowed_calls(filters: list[str]) -> frozenset[str]:
    allowed: frozenset[str] = frozenset()
    for group in filters:
        allowed = allowed - calls_in(group[1:]) if group.startswith("~") else allowed | calls_in(group)
    return allowed


def confine(unit: Path) -> None:
    """Bind this process, and all that it starts, to what the unit leaves."""
    service = service_of(unit)
    os.umask(int(service["UMask"][0], 8))
    libc, seccomp = ctypes.CDLL(None, use_errno=True), ctypes.CDLL("libseccomp.so.2", use_errno=True)
    assert libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    if service["MemoryDenyWriteExecute"] == ["yes"]:
        libc.prctl(PR_SET_MDWE, MDWE_REFUSE_EXEC_GAIN, 0, 0, 0)  # a kernel before 6.3 knows it not
    seccomp.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(seccomp.seccomp_init(REFUSE))
    for name in allowed_calls(service["SystemCallFilter"]):
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:  # of this architecture
            assert seccomp.seccomp_rule_add(context, ALLOW, number, 0) == 0
    assert seccomp.seccomp_load(context) == 0


if __name__ == "__main__":
    confine(Path(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])
