#!/usr/bin/env python3
"""Attacks the office that is shipped, as a stranger at its socket would.

    installer/office_walls.py FOLDER    starts `counter office`, a trial, by the counter in FOLDER; fails on a bound that is missing

Each attack on the build for testing is a test of its own (office/tests/it/lines.rs, bounds.rs); here it meets the bounds that
an office really has, so that it takes a minute: a head has thirty seconds.
"""

import http.client
import json
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Far less than for ever; a head, and a body that falls silent, have thirty seconds.
PATIENCE = 75
HALF_HEADS = 400
SIGN_INS = 200
INVENTED = 2_000
# Two passwords at once of strangers and two of known installations, 19 MiB each, and what 600 lines take.
MOST_MEMORY = 512 * 1024
CLERK, PASSWORD = "1001", "demo-1001"
SECRET = "a guess that nobody may write down"


class Office:
    def __init__(self, counter, folder):
        command = [counter, "office", "--listen", "127.0.0.1:0", "--json", "--data", folder]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        listening = json.loads(self.process.stdout.readline())["listening"]
        self.host, port = listening.removeprefix("http://").rstrip("/").rsplit(":", 1)
        self.port = int(port)

    def connect(self):
        return socket.create_connection((self.host, self.port), timeout=PATIENCE)

    def say(self, words):
        """What it answers to these bytes before it closes the line: nothing where it only closes it."""
        answer = b""
        with self.connect() as line:
            try:
                line.sendall(words)
                while piece := line.recv(65536):
                    answer += piece
            except (ConnectionResetError, BrokenPipeError):
                pass
        return answer

    def ask(self, method, path, body=None, headers=None):
        line = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def sign_in(self, number, password, credential=None, installation=None):
        body = {"number": number, "password": password}
        headers = {"Content-Type": "application/json"}
        if installation:
            body["installation"] = installation
        if credential:
            headers["Authorization"] = f"Bearer {credential}"
        status, text = self.ask("POST", "/sign-in", json.dumps(body).encode(), headers)
        return status, json.loads(text)

    def read_memory(self):
        """The most that it had at once, in KiB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
        return 0


def hold_heads(office):
    """Half heads, a body of one byte, and nobody who waits for them."""
    lines = [office.connect() for _ in range(HALF_HEADS)]
    for line in lines:
        line.sendall(b"GET /hello HTTP/1.1\r\nHost: local")
    slow = office.connect()
    slow.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{")
    yield office.ask("GET", "/hello")[0] == 200, "an answer beside half-sent heads"
    start, answer = time.monotonic(), b""
    try:
        answer = slow.recv(65536)
    except OSError:
        pass
    yield answer.startswith(b"HTTP/1.1 408"), "an end to a body that falls silent"
    closed = 0
    for line in lines:
        line.settimeout(max(1, PATIENCE - (time.monotonic() - start)))
        try:
            closed += line.recv(1) == b""
        except ConnectionResetError:
            closed += 1
        except OSError:
            pass
        line.close()
    slow.close()
    yield closed == HALF_HEADS, f"an end to half-sent heads ({HALF_HEADS - closed} are held)"


def send_bad_heads(office):
    yield office.say(b"GET / HTTP/1.1\r\nno header\r\n\r\n").startswith(b"HTTP/1.1 400"), "400 for a bad head"
    answer = office.say(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 200_000)
    yield answer == b"" or answer.startswith(b"HTTP/1.1 431"), "431 for a head without an end"
    status, _ = office.ask("GET", "/hello", headers={"Host": "evil.example"})
    yield status == 403, "403 for a name that is not the office's"


def send_long_words(office):
    status, answer = office.sign_in("1" * 65, "x")
    yield (status, answer.get("code")) == (422, "number_too_long"), "an end to numbers"
    status, answer = office.sign_in(CLERK, "x" * 1025)
    yield (status, answer.get("code")) == (422, "password_too_long"), "an end to passwords"
    status, _ = office.sign_in(CLERK, "x" * 1_000_000)
    yield status == 413, "an end to the body of a sign-in"


def guess(office):
    """Two hundred at once, then thousands of invented numbers; and who is known signs in all the same."""
    installation = str(uuid.uuid4())
    status, known = office.sign_in(CLERK, PASSWORD, installation=installation)
    yield status == 200, "a first sign-in"
    credential = known.get("delivery_credential")
    with ThreadPoolExecutor(SIGN_INS) as callers:
        answers = [callers.submit(office.sign_in, CLERK, SECRET) for _ in range(SIGN_INS)]
        status, _ = office.ask("GET", "/hello")
        yield status == 200, "an answer beside two hundred sign-ins"
        statuses = {answer.result()[0] for answer in answers}
    yield statuses <= {401, 429, 503} and 429 in statuses, f"only refusals of guesses ({sorted(statuses)})"
    memory = office.read_memory()
    yield 0 < memory < MOST_MEMORY, f"an end to memory ({memory} KiB)"
    with ThreadPoolExecutor(16) as callers:
        numbers = (f"9{number:08}" for number in range(INVENTED))
        statuses = {status for status, _ in callers.map(lambda number: office.sign_in(number, SECRET), numbers)}
    yield statuses <= {401, 429, 503}, f"only refusals of invented numbers ({sorted(statuses)})"
    status, _ = office.sign_in(CLERK, PASSWORD)
    yield status == 429, "the lock-out after invented numbers"
    status, _ = office.sign_in(CLERK, PASSWORD, credential, installation)
    yield status == 200, "a known installation's own count"


def read_log(counter, folder, wanted):
    """What is refused is a line, also where no request came of it: while the newest lines have it."""
    said = subprocess.run([counter, "office", "audit", "--json", "--most", "2000", "--data", folder], capture_output=True, text=True)
    refusals = json.loads(said.stdout)["refusals"]
    codes = {refusal["code"] for refusal in refusals if refusal["peer"] == "127.0.0.1"}
    for code in wanted:
        yield code in codes, f"a line about {code}"
    yield SECRET not in said.stdout, "no secret in its log"


def look_around(office, counter, folder):
    """At the process and its files, and at an office that would be open to everybody."""
    limits = Path(f"/proc/{office.process.pid}/limits").read_text().splitlines()
    core = next(line for line in limits if line.startswith("Max core file size"))
    yield core.split()[4:6] == ["0", "0"], "no core"
    wide = [str(path) for path in Path(folder).rglob("*") if path.stat().st_mode & 0o077]
    yield not wide, f"files of its own user alone ({wide})"
    open_door = [counter, "office", "--listen", "0.0.0.0:0", "--json"]
    refused = subprocess.run(open_door, capture_output=True, text=True, timeout=PATIENCE)
    yield refused.returncode != 0 and "beyond_loopback" in refused.stdout + refused.stderr, "a trial on this machine alone"


def main(folder):
    counter = str(Path(folder).resolve() / "counter")
    missing = []
    with tempfile.TemporaryDirectory() as home:
        data = str(Path(home) / "office")
        office = Office(counter, data)
        try:
            for looks in (
                send_bad_heads(office),
                send_long_words(office),
                read_log(counter, data, ("bad_head", "head_too_large", "wrong_host", "number_too_long")),
                # Before the guesses: those use up the log's lines of a minute.
                hold_heads(office),
                read_log(counter, data, ("head_late", "body_late")),
                guess(office),
                read_log(counter, data, ("locked_out",)),
                look_around(office, counter, data),
            ):
                missing += [what for holds, what in looks if not holds]
        finally:
            office.process.terminate()
            office.process.wait(PATIENCE)
    print(f"counter office: {'bounded' if not missing else 'missing: ' + '; '.join(missing)}")
    return 1 if missing else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
