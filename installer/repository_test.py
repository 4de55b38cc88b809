"""Tests of the repository's maker, with small packages of every kind and the program that signs: `repository.py test`."""

import contextlib
import datetime
import hashlib
import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import repository
import signing
import tree

NAME = "counter-workstation"
SPEC = """Name: {name}
Version: {version}
Release: 1
Summary: x
License: x
BuildArch: {architecture}
%description
x
%install
mkdir -p %{{buildroot}}/usr/share/x
echo '{content}' > %{{buildroot}}/usr/share/x/{name}
%files
/usr/share/x/{name}
"""


def build_deb(folder, version, architecture="amd64", content="x", name=NAME):
    root = folder / "root"
    shutil.rmtree(root, ignore_errors=True)
    (root / "DEBIAN").mkdir(parents=True)
    (root / "content").write_text(content)
    control = {"Package": name, "Version": f"{version}-1", "Architecture": architecture}
    control |= {"Maintainer": "x <x@example>", "Description": "x"}
    (root / "DEBIAN/control").write_text("".join(f"{key}: {value}\n" for key, value in control.items()))
    out = folder / f"{name}_{version}_{architecture}_{content}.deb"
    signing.run_well("dpkg-deb", "--root-owner-group", "--build", root, out)
    return out


def build_rpm(folder, version, architecture="x86_64", name=NAME):
    spec = folder / "x.spec"
    spec.write_text(SPEC.format(name=name, version=version, architecture=architecture, content=version))
    signing.run_well(
        "rpmbuild", "-bb", "--quiet", "--target", architecture, "--define", f"_topdir {folder}/rpmbuild",
        "--define", f"_rpmdir {folder}", spec,
    )  # fmt: skip
    return folder / architecture / f"{name}-{version}-1.{architecture}.rpm"


def hash_tree(folder):
    if not folder.is_dir():
        return None
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class Bench:
    """A place with keys and packages, and the command as it is typed."""

    def __init__(self, place, program):
        self.place, self.program, self.tree = place, program, place / "tree"
        for name in ("one", "other"):
            self.call("key", place / f"gnupg-{name}")
            signing.run_well(program, "update", "key", place / f"key-{name}")

    def call(self, *words):
        with contextlib.redirect_stdout(io.StringIO()):
            repository.main([str(word) for word in words])

    def make(self, *words, to=None, key="one", gnupg="one", program=None):
        self.call(
            "make", "--to", to or self.tree, "--gnupg", self.place / f"gnupg-{gnupg}", "--key", self.place / f"key-{key}",
            "--counter", program or self.program, *words,
        )  # fmt: skip
        return tree.check_tree(to or self.tree).body

    def refuse(self, reason, *words, call=None, **how):
        """It is refused for this reason; what was there is there, and nothing else is."""
        before = hash_tree(self.tree), sorted(path.name for path in self.place.iterdir())
        try:
            (call or self.make)(*words, **how)
        except SystemExit as refusal:
            assert reason in str(refusal), f"refused for another reason than {reason!r}: {refusal}"
        else:
            raise AssertionError(f"not refused: {reason}")
        after = hash_tree(self.tree), sorted(path.name for path in self.place.iterdir())
        assert before == after, f"a refusal changed something: {reason}"

    def write_program(self, text):
        path = self.place / "stand-in"
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return path


def test_steps(bench, packages):
    """What a tree offers as versions, architectures and shares come along."""
    first = bench.make(packages["deb 1"], packages["rpm 1"], packages["office 1"], "--news", "新版一", "--share", 10)
    assert (first["number"], first["share"], first["news"]) == (1, 10, ["新版一"])
    assert [each["version"] for each in first["packages"]] == ["0.3.0"] * 3, first
    renewed = bench.make(packages["deb 1"])
    assert (renewed["number"], renewed["share"], renewed["news"]) == (2, 10, ["新版一"])
    wider = bench.make(packages["deb 1"], "--share", 100)
    assert (wider["number"], wider["share"], wider["news"]) == (3, 100, ["新版一"])
    assert wider["packages"] == first["packages"]
    bench.refuse("is lower than", packages["deb 0"])
    bench.refuse("of one name and version", packages["deb 1 changed"])
    bench.refuse("of one name and version", packages["deb 2"], packages["deb 2 changed"])
    bench.refuse("both given", packages["deb 1"], packages["deb 2"])
    bench.refuse("no version of three numbers", packages["deb odd"])
    bench.refuse("is below the minimum", packages["deb 2"], "--minimum", "0.4.0")
    bench.refuse("no step on", packages["deb 2"], "--number", 2)
    second = bench.make(packages["deb 2"], packages["rpm 2"], "--minimum", "0.3.0", "--number", 7)
    offered = {each["path"] for each in second["packages"]}
    assert offered == {
        f"deb/pool/{NAME}_0.3.1-1_amd64.deb",
        "deb/pool/counter-office_0.3.0-1_amd64.deb",
        f"rpm/{NAME}-0.3.1-1.x86_64.rpm",
    }
    assert (second["number"], second["news"]) == (7, [])
    other = bench.make(packages["deb 1 arm64"])
    assert (other["number"], other["minimum"], len(other["packages"])) == (8, "0.3.0", 4)
    bench.refuse("is lower than", packages["deb 1"])


def test_keys(bench, packages):
    """Nothing is offered unsigned, by another key, or with a secret in it."""
    deb = packages["deb 2"]
    bench.refuse("other keys", deb, key="other")
    bench.refuse("other keys", deb, gnupg="other")
    bench.refuse("no GnuPG home", deb, gnupg="none")
    bench.refuse("stand-in", deb, program=bench.write_program("echo no key >&2; exit 1"))
    bench.refuse("signed nothing", deb, program=bench.write_program("exit 0"))
    forge = f'"{bench.program}" "$@" && sed -i s/share/shave/ "$8"'
    bench.refuse("not signed by its key", deb, program=bench.write_program(forge))
    other = f'sed -i s/0.3.1/0.3.2/ "$4"; "{bench.program}" "$@"'
    bench.refuse("not what was to be signed", deb, program=bench.write_program(other))
    (bench.place / "stand-in").unlink()
    inside = ["make", deb, "--to", bench.tree, "--gnupg", bench.place / "gnupg-one", "--key", bench.tree / "manifest.json"]
    bench.refuse("is secret", *inside, call=bench.call)
    bench.refuse("is not empty", "key", bench.place / "gnupg-one", call=bench.call)


def test_same_again(bench, packages):
    """The same packages and moment give the same files, on another day too but for what tells the day."""
    words = (packages["deb 2"], packages["deb 1 arm64"], packages["rpm 2"], packages["office 1"], "--made-at")
    trees = [bench.place / f"again-{count}" for count in range(3)]
    today = datetime.datetime.now(datetime.timezone.utc)
    for place, days in zip(trees, (1, 1, 0)):
        moment = today - datetime.timedelta(days=days)
        bench.make(*words, moment.strftime(tree.TIME), to=place)
    first, same, later = map(hash_tree, trees)
    changed = {name for name in first if first[name] != same.get(name)}
    suite, data = "deb/dists/stable", "rpm/repodata"
    assert first.keys() == same.keys() == later.keys()
    assert changed <= {f"{suite}/InRelease", f"{suite}/Release.gpg", f"{data}/repomd.xml.asc"}, changed
    changed = {name for name in first if first[name] != later[name]}
    dated = {f"{suite}/InRelease", f"{suite}/Release.gpg", f"{suite}/Release", "manifest.json"}
    assert changed == dated | {f"{data}/repomd.xml", f"{data}/repomd.xml.asc"}, changed
    for place in trees:
        shutil.rmtree(place)


def test_every_file(bench):
    """A flipped bit, a lost end, a lost file and a file too many: each is found in each file, and no such tree goes on."""
    whole = bench.place / "whole"
    shutil.copytree(bench.tree, whole)
    for name in sorted(hash_tree(whole)):
        path = bench.tree / name
        content = path.read_bytes()
        middle = len(content) // 2
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        for damage in (flipped, content[:middle], b""):
            path.write_bytes(damage)
            bench.refuse("", "check", bench.tree, call=bench.call)
        bench.refuse("", "copy", bench.tree, bench.place / "stick", call=bench.call)
        path.unlink()
        bench.refuse("", "check", bench.tree, call=bench.call)
        path.write_bytes(content)
    (bench.tree / "deb/pool/more").write_text("x")
    bench.refuse("other files than", "check", bench.tree, call=bench.call)
    (bench.tree / "deb/pool/more").unlink()
    bench.call("check", bench.tree)
    shutil.rmtree(whole)


def test_places(bench, packages):
    """A stick is the same tree; a half-written one is taken over; nothing else is."""
    stick = bench.place / "medium/stick"
    bench.call("copy", bench.tree, stick)
    assert hash_tree(stick) == hash_tree(bench.tree)
    (stick / "deb/dists/stable/InRelease").write_text("")
    bench.call("copy", bench.tree, stick)
    assert hash_tree(stick) == hash_tree(bench.tree)
    assert [path.name for path in stick.parent.iterdir()] == ["stick"]
    number = tree.check_tree(bench.tree).body["number"]
    # Stopped while it wrote, and stopped between the renames.
    half = bench.place / ".tree.new"
    half.mkdir()
    (half / "manifest.json").write_text("{")
    bench.tree.rename(bench.place / ".tree.old")
    assert bench.make(packages["deb 2"])["number"] == number + 1
    assert not half.exists() and not (bench.place / ".tree.old").exists()
    bench.refuse("is something else", "copy", bench.tree, bench.place / "gnupg-one", call=bench.call)
    bench.refuse("into itself", "copy", bench.tree, bench.tree / "copy", call=bench.call)
    bench.refuse("medium's root", "copy", bench.tree, "/proc", call=bench.call)
    shutil.rmtree(stick.parent)


def build_packages(place):
    folder = place / "packages"
    folder.mkdir()
    return {
        "deb 0": build_deb(folder, "0.2.9"),
        "deb 1": build_deb(folder, "0.3.0"),
        "deb 1 changed": build_deb(folder, "0.3.0", content="y"),
        "deb 1 arm64": build_deb(folder, "0.3.0", "arm64"),
        "deb 2": build_deb(folder, "0.3.1"),
        "deb 2 changed": build_deb(folder, "0.3.1", content="y"),
        "deb odd": build_deb(folder, "0.3.1~rc.1"),
        "office 1": build_deb(folder, "0.3.0", name="counter-office"),
        "rpm 1": build_rpm(folder, "0.3.0"),
        "rpm 2": build_rpm(folder, "0.3.1"),
    }


def test_repository(program):
    if not os.access(program, os.X_OK):
        raise SystemExit(f"the program that signs is not there: {program}")
    # A short name: the sockets of GnuPG's helper lie in it.
    with tempfile.TemporaryDirectory(prefix="counter-", dir="/tmp") as place:
        bench = Bench(Path(place), program)
        try:
            packages = build_packages(bench.place)
            test_steps(bench, packages)
            test_keys(bench, packages)
            test_same_again(bench, packages)
            test_every_file(bench)
            test_places(bench, packages)
        finally:
            for home in bench.place.glob("gnupg-*"):
                subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)
    print("the repository: steps, keys, sameness, every file, places")
