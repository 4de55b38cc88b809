#!/usr/bin/env python3
"""Looks from outside at the walls of the document worker that is shipped.

    installer/walls.py FOLDER    starts the document-worker in FOLDER in each of its roles; fails on a wall that is missing

What a worker does behind them is tried from inside on the build for testing (document-worker/tests/it/walls.rs); what is
shipped has no such job, and that is looked at, too.
"""

import ctypes
import json
import struct
import subprocess
import sys
from pathlib import Path

ROLES = ("--open", "--typeset", "--template")
LANDLOCK_CREATE_RULESET, VERSION = 444, 1
THREAD = ("NoNewPrivs:\t1", "Seccomp:\t2")
GREETING = 0
LIMITS = {"Max core file size": "0", "Max file size": "0", "Max open files": "0", "Max cpu time": "3600"}


def find_landlock():
    """The kernel's version; 0 for none."""
    return max(0, ctypes.CDLL(None).syscall(LANDLOCK_CREATE_RULESET, None, 0, VERSION))


def send(worker, call, header):
    """A frame without a body, as the crate child-pipe has them."""
    worker.stdin.write(struct.pack(">QI", call, len(header)) + header + struct.pack(">I", 0))
    worker.stdin.flush()


def receive(worker):
    """Number and header of the next frame; none where the worker ended instead."""
    start = worker.stdout.read(12)
    if len(start) < 12:
        return None
    call, length = struct.unpack(">QI", start)
    header = worker.stdout.read(length)
    worker.stdout.read(struct.unpack(">I", worker.stdout.read(4))[0])
    return call, header


def greet(worker):
    """The first frame each way is the version: it is told its own again. Whether it greeted."""
    greeting = receive(worker)
    if greeting is None or greeting[0] != GREETING:
        return False
    send(worker, GREETING, greeting[1])
    return True


def ask(worker, request):
    """The header of its answer; none where it ends instead."""
    try:
        send(worker, 1, json.dumps(request).encode())
    except BrokenPipeError:
        return None
    answer = receive(worker)
    return answer and json.loads(answer[1])


def look_at(worker, landlock):
    """What is missing, in words."""
    if not greet(worker):
        return ["a greeting"]
    answer = ask(worker, {"ask": "tools"}) or {}
    walls = answer.get("walls", {})
    missing = [name for name in ("no_new_privileges", "system_calls") if not walls.get(name)]
    if bool(landlock) != bool(walls.get("landlock")):
        missing.append(f"Landlock {walls.get('landlock')}, of the kernel's {landlock}")
    place = Path("/proc") / str(worker.pid)
    for thread in sorted((place / "task").iterdir()):
        status = (thread / "status").read_text().splitlines()
        missing += [f"{line!r} of thread {thread.name}" for line in THREAD if line not in status]
    try:
        if (place / "environ").read_bytes():
            missing.append("an empty environment")
    except PermissionError:
        # It keeps its memory to itself; root alone is shown what it was started with.
        pass
    for line in (place / "limits").read_text().splitlines():
        for name, limit in LIMITS.items():
            if line.startswith(name) and line[len(name) :].split()[0] != limit:
                missing.append(line)
    if ask(worker, {"attack_from_inside": "OpenFile", "target": "/etc/hostname", "beside": False}) is not None:
        missing.append("an end at a job of tests")
    return missing


def main(folder):
    landlock, failed = find_landlock(), False
    for role in ROLES:
        command = [str(Path(folder).resolve() / "document-worker"), role]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}) as worker:
            missing = look_at(worker, landlock)
            worker.kill()
        print(f"document-worker {role}: {'walled in' if not missing else 'missing: ' + '; '.join(missing)}")
        failed = failed or bool(missing)
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
