"""The two keys of a repository: OpenPGP for what apt and dnf read, Ed25519 for the manifest that stations check."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

# What stands before the body where it is signed, so that nothing else signed by this key is taken for one.
PREFIX = b"counter-update-1\n"
# The head of an Ed25519 key as OpenSSL reads it (RFC 8410).
KEY_HEAD = bytes.fromhex("302a300506032b6570032100")


def run(*command, **options):
    options.setdefault("stdout", subprocess.PIPE)
    return subprocess.run([str(word) for word in command], stderr=subprocess.PIPE, **options)


def run_well(*command, **options):
    done = run(*command, **options)
    if done.returncode != 0:
        raise SystemExit(f"{Path(command[0]).name}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


# OpenPGP.


def create_archive_key(folder, name):
    """RSA, since older systems' rpm knows nothing newer; without an end, since each signed list has one."""
    folder = Path(folder).resolve()
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty: a key is never written over another")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    run_well(
        "gpg", "--homedir", folder, "--batch", "--pinentry-mode", "loopback", "--passphrase", "",
        "--quick-generate-key", name, "rsa4096", "sign", "never",
    )  # fmt: skip
    return ArchiveKey(folder).fingerprint


class ArchiveKey:
    """The one secret key of a GnuPG home."""

    def __init__(self, home):
        self.home = Path(home).resolve()
        if not self.home.is_dir():
            raise SystemExit(f"no GnuPG home: {home}; `repository.py key` makes one")
        rows = self.call("--with-colons", "--list-secret-keys").decode().splitlines()
        kinds = [row.split(":") for row in rows]
        # The fingerprint of each primary key follows it.
        found = [after[9] for row, after in zip(kinds, kinds[1:]) if row[0] == "sec" and after[0] == "fpr"]
        if len(found) != 1:
            raise SystemExit(f"{home} holds {len(found)} secret keys; a repository is signed by one")
        self.fingerprint = found[0]

    def call(self, *words):
        return run_well("gpg", "--homedir", self.home, "--batch", "--yes", *words)

    def sign(self, kind, source, to):
        """`kind` is gpg's word: --clear-sign or --detach-sign."""
        self.call("--local-user", self.fingerprint, "--digest-algo", "SHA512", "--armor", "--output", to, kind, source)

    def export(self, to, *how):
        self.call("--export-options", "export-minimal", *how, "--output", to, "--export", self.fingerprint)


def call_without_home(*words):
    """gpg makes a home wherever it finds none."""
    with tempfile.TemporaryDirectory() as home:
        return run_well("gpg", "--homedir", home, "--batch", *words)


def read_fingerprint(keyring):
    rows = call_without_home("--with-colons", "--show-keys", keyring).decode().splitlines()
    found = [row.split(":")[9] for row in rows if row.startswith("fpr:")]
    secret = [row for row in rows if row.startswith(("sec:", "ssb:"))]
    if len(found) != 1 or secret:
        raise SystemExit(f"{keyring} does not hold one public key")
    return found[0]


def check_signed(keyring, *files):
    """A file signed in itself, or a signature and what it is of."""
    done = run("gpgv", "--status-fd", "1", "--keyring", keyring.resolve(), *files)
    if done.returncode != 0 or b"[GNUPG:] VALIDSIG " not in done.stdout:
        raise SystemExit(f"{files[0]} is not signed by the tree's key")


# The manifest.


def sign_manifest(program, key, body, to):
    """`counter update sign` signs, as whoever keeps the key has it; what comes out is looked at by other means."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "body.json"
        text.write_bytes(body.encode())
        found = shutil.which(program)
        if not found:
            raise SystemExit(f"no such program, and it would sign: {program}")
        run_well(found, "update", "sign", "--body", text, "--key", Path(key).resolve(), "--out", to)
    if not to.is_file():
        raise SystemExit(f"{program} signed nothing")
    to.chmod(0o644)


def read_manifest(path):
    """Text of the body and public key of a manifest whose signature is good. OpenSSL looks, not who signed."""
    try:
        outer = json.loads(path.read_bytes())
        text, key, signature = (outer[name] for name in ("body", "key", "signature"))
        key, signature = bytes.fromhex(key), bytes.fromhex(signature)
        message = PREFIX + text.encode()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SystemExit(f"{path} is no manifest") from error
    if len(key) != 32:
        raise SystemExit(f"{path} has no key")
    with tempfile.TemporaryDirectory() as folder:
        parts = {"key": KEY_HEAD + key, "signature": signature, "message": message}
        for name, content in parts.items():
            (Path(folder) / name).write_bytes(content)
        done = run(
            "openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin",
            "-in", "message", "-sigfile", "signature", cwd=folder,
        )  # fmt: skip
    if done.returncode != 0:
        raise SystemExit(f"{path} is not signed by its key")
    return text, key.hex()


def hash_file(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
