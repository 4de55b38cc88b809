"""The tree itself: the archives that apt and dnf read, and the look at every file of it."""

import dataclasses
import datetime
import gzip
import json
import lzma
import os
import re
import shutil
import xml.etree.ElementTree
from pathlib import Path

import signing
from signing import hash_file, run_well

MANIFEST = "manifest.json"
KEYRING = "counter-archive-keyring.gpg"
SUITE = "stable"
COMPONENT = "main"
ORIGIN = "Counter Workstation"
TIME = "%Y-%m-%dT%H:%M:%SZ"
DEBIAN_TIME = "%a, %d %b %Y %H:%M:%S UTC"
REPOMD = "{http://linux.duke.edu/metadata/repo}"


# What is written.


def write_archives(folder, offered, key, made_at, until):
    key.export(folder / KEYRING)
    for package in offered:
        target = folder / package.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package.source, target)
        if hash_file(target) != package.sha256:
            raise SystemExit(f"{package.source} changed while it was copied")
    debs = [each for each in offered if each.kind == "deb"]
    rpms = [each for each in offered if each.kind == "rpm"]
    if debs:
        write_deb_archive(folder / "deb", debs, key, made_at, until)
    if rpms:
        write_rpm_archive(folder / "rpm", rpms, key, made_at)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def write_deb_archive(archive, debs, key, made_at, until):
    suite = archive / "dists" / SUITE
    architectures = sorted({each.architecture for each in debs} - {"all"}) or ["all"]
    for architecture in architectures:
        place = suite / COMPONENT / f"binary-{architecture}"
        place.mkdir(parents=True)
        found = run_well("apt-ftparchive", "--arch", architecture, "packages", "pool", cwd=archive).decode()
        # The tool takes them as the disk has them, which differs from disk to disk.
        stanzas = sorted(stanza for stanza in found.split("\n\n") if stanza.strip())
        content = "".join(f"{stanza.strip()}\n\n" for stanza in stanzas).encode()
        (place / "Packages").write_bytes(content)
        (place / "Packages.xz").write_bytes(lzma.compress(content, preset=9))
    fields = {
        "Origin": ORIGIN,
        "Label": ORIGIN,
        "Suite": SUITE,
        "Codename": SUITE,
        "Date": made_at.strftime(DEBIAN_TIME),
        "Architectures": " ".join(architectures),
        "Components": COMPONENT,
    }
    options = [f"APT::FTPArchive::Release::{name}={value}" for name, value in fields.items()]
    options += ["APT::FTPArchive::MD5=false", "APT::FTPArchive::SHA1=false"]
    words = [word for option in options for word in ("-o", option)]
    release = suite / "Release"
    # The tool counts an end from its own clock alone.
    listed = run_well("apt-ftparchive", *words, "release", suite)
    release.write_bytes(f"Valid-Until: {until.strftime(DEBIAN_TIME)}\n".encode() + listed)
    key.sign("--clear-sign", release, suite / "InRelease")
    key.sign("--detach-sign", release, suite / "Release.gpg")


def write_rpm_archive(archive, rpms, key, made_at):
    for each in rpms:
        # The list names each file's time: it is that of its making, on any disk.
        file = archive / each.file
        built = int(run_well("rpm", "--query", "--nosignature", "--queryformat", "%{BUILDTIME}", "--package", file))
        os.utime(file, (built, built))
    moment = str(int(made_at.timestamp()))
    run_well(
        "createrepo_c", "--quiet", "--no-database", "--workers", "1", "--revision", moment, "--set-timestamp-to-revision",
        archive,
    )  # fmt: skip
    key.sign("--detach-sign", archive / "repodata/repomd.xml", archive / "repodata/repomd.xml.asc")
    # Where zypper and dnf look for it.
    key.export(archive / "repodata/repomd.xml.key", "--armor")


def write_through(folder):
    """Onto the medium, before anything is called by the tree's name."""
    for path in [*folder.rglob("*"), folder]:
        file = os.open(path, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


# What is there.


@dataclasses.dataclass(frozen=True)
class Checked:
    text: str
    body: dict
    key: str
    archive_key: str


def check_tree(folder):
    """Every file is there, of its length and hash, and signed by way of a list; and nothing else is."""
    try:
        return check_parts(folder)
    except (OSError, ValueError, KeyError, TypeError, xml.etree.ElementTree.ParseError) as error:
        raise SystemExit(f"{folder} is no whole repository: {error}") from error


def check_parts(folder):
    text, key = signing.read_manifest(folder / MANIFEST)
    body = json.loads(text)
    known = {MANIFEST, KEYRING}
    for each in body["packages"]:
        path = folder / each["path"]
        if path.stat().st_size != each["bytes"] or hash_file(path) != each["sha256"]:
            raise SystemExit(f"{path} is not what the manifest says")
        known.add(each["path"])
    if hash_file(folder / KEYRING) != body["keyring_sha256"]:
        raise SystemExit(f"{folder / KEYRING} is not what the manifest says")
    paths = [each["path"] for each in body["packages"]]
    if any(path.startswith("deb/") for path in paths):
        until = datetime.datetime.strptime(body["until"], TIME)
        known |= check_deb_archive(folder, [path for path in paths if path.startswith("deb/")], until)
    if any(path.startswith("rpm/") for path in paths):
        known |= check_rpm_archive(folder, [path for path in paths if path.startswith("rpm/")])
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}
    if found != known:
        raise SystemExit(f"{folder} holds other files than its lists say: {sorted(found ^ known)}")
    return Checked(text, body, key, signing.read_fingerprint(folder / KEYRING))


def read_release(path):
    """Hash, length and name of each file that a Release lists."""
    listed = path.read_text("utf-8").partition("\nSHA256:\n")[2]
    rows = re.findall(r"^ ([0-9a-f]{64}) +(\d+) (\S+)$", listed, re.MULTILINE)
    return {name: (digest, int(size)) for digest, size, name in rows}


def check_deb_archive(folder, packages, until):
    suite = folder / "deb/dists" / SUITE
    signing.check_signed(folder / KEYRING, suite / "Release.gpg", suite / "Release")
    # gpgv gives out nothing that is not signed; the same text is signed in both.
    inside = run_well("gpgv", "--keyring", (folder / KEYRING).resolve(), "--output", "-", suite / "InRelease")
    if inside.strip() != (suite / "Release").read_bytes().strip():
        raise SystemExit(f"{suite}: InRelease and Release differ")
    if f"Valid-Until: {until.strftime(DEBIAN_TIME)}\n".encode() not in inside:
        raise SystemExit(f"{suite} does not end when the manifest does")
    listed = read_release(suite / "Release")
    for name, (digest, size) in listed.items():
        if (suite / name).stat().st_size != size or hash_file(suite / name) != digest:
            raise SystemExit(f"{suite / name} is not what Release says")
    offered = [(suite / name).read_text("utf-8") for name in listed if name.endswith("/Packages")]
    filed = {f"deb/{name}" for text in offered for name in re.findall(r"^Filename: (\S+)$", text, re.MULTILINE)}
    if filed != set(packages):
        raise SystemExit(f"{suite}: apt is offered other packages than stations: {sorted(filed ^ set(packages))}")
    names = ("InRelease", "Release", "Release.gpg", *listed)
    return {str((suite / name).relative_to(folder)) for name in names}


def check_rpm_archive(folder, packages):
    data = folder / "rpm/repodata"
    signing.check_signed(folder / KEYRING, data / "repomd.xml.asc", data / "repomd.xml")
    if signing.call_without_home("--output", "-", "--dearmor", data / "repomd.xml.key") != (folder / KEYRING).read_bytes():
        raise SystemExit(f"{data}: another key than the tree's")
    known = {"rpm/repodata/repomd.xml", "rpm/repodata/repomd.xml.asc", "rpm/repodata/repomd.xml.key"}
    for each in xml.etree.ElementTree.parse(data / "repomd.xml").getroot().iter(f"{REPOMD}data"):
        name = each.find(f"{REPOMD}location").get("href")
        if hash_file(folder / "rpm" / name) != each.find(f"{REPOMD}checksum").text:
            raise SystemExit(f"{folder / 'rpm' / name} is not what repomd.xml says")
        known.add(f"rpm/{name}")
    listed = "".join(gzip.decompress(path.read_bytes()).decode() for path in data.glob("*-primary.xml.gz"))
    filed = {f"rpm/{name}" for name in re.findall(r'<location href="([^"]+)"', listed)}
    if filed != set(packages):
        raise SystemExit(f"{data}: dnf is offered other packages than stations: {sorted(filed ^ set(packages))}")
    return known
