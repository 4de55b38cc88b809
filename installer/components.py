"""What lies inside the programs: crates, packages of the frontend, the PDF library; with the licence texts of each."""

import base64
import hashlib
import json
import os
import re
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

# Names under which licences lie in a crate or package; never a source file.
LICENCE_NAME = re.compile(r"(?i)^(licen[cs]e|copying|copyright|notice|unlicense)")
SOURCE_ENDINGS = (".rs", ".c", ".h", ".py", ".js", ".ts", ".json", ".toml", ".html")
# A build dependency ends in the program only where it brings the sources of a C library.
BRINGS_SOURCES = "-src"


@dataclass(frozen=True)
class Component:
    kind: str  # "cargo", "npm", "library"; "own" for a crate of this workspace
    name: str
    version: str
    licence: str
    purl: str = ""
    hashes: tuple = ()  # (algorithm, hexadecimal)
    home: str = ""
    authors: tuple = ()
    texts: tuple = field(default=(), repr=False)
    needs: tuple = ()  # refs

    @property
    def ref(self):
        return f"{self.kind}:{self.name}@{self.version}"


def read_licence_texts(folder):
    """Every licence text under a folder, those of libraries inside a library too."""
    found = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if LICENCE_NAME.match(name) and not name.lower().endswith(SOURCE_ENDINGS):
                found.append(Path(place, name).read_text("utf-8", "replace"))
    return tuple(text for text in found if text.strip())


def read_crates(repository, programs, target):
    """The crates that the named crates of the workspace are linked from, by `cargo metadata`."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    metadata = json.loads(subprocess.run(command, cwd=repository, check=True, stdout=subprocess.PIPE).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    lock = tomllib.loads(Path(repository, "Cargo.lock").read_text("utf-8"))["package"]
    checksums = {(package["name"], package["version"]): package.get("checksum") for package in lock}

    def is_linked(dependency):
        kinds = {kind["kind"] for kind in dependency["dep_kinds"]}
        return None in kinds or ("build" in kinds and packages[dependency["pkg"]]["name"].endswith(BRINGS_SOURCES))

    own = {package["name"]: package["id"] for package in metadata["packages"] if package["source"] is None}
    waiting, needs = [own[name] for name in programs], {}
    while waiting:
        package = waiting.pop()
        if package not in needs:
            needs[package] = [each["pkg"] for each in nodes[package]["deps"] if is_linked(each)]
            waiting.extend(needs[package])

    def describe(package_id, with_needs=True):
        package = packages[package_id]
        name, version, is_own = package["name"], package["version"], package["source"] is None
        checksum = checksums.get((name, version))
        return Component(
            kind="own" if is_own else "cargo",
            name=name,
            version=version,
            licence=package["license"] or "",
            purl="" if is_own else f"pkg:cargo/{name}@{version}",
            hashes=(("SHA-256", checksum),) if checksum else (),
            home=package["repository"] or package["homepage"] or "",
            authors=tuple(package["authors"]),
            texts=() if is_own else read_licence_texts(Path(package["manifest_path"]).parent),
            needs=tuple(sorted(describe_ref(each) for each in needs[package_id])) if with_needs else (),
        )

    def describe_ref(package_id):
        package = packages[package_id]
        kind = "own" if package["source"] is None else "cargo"
        return f"{kind}:{package['name']}@{package['version']}"

    return [describe(package) for package in needs]


def read_frontend(frontend):
    """The packages that the pages are built from, by the lock file.

    Not by `npm sbom --omit dev`: it leaves out what a package for tests asks for as well, Vue itself among them.
    """
    lock = json.loads(Path(frontend, "package-lock.json").read_text("utf-8"))["packages"]
    shipped = {
        place: package
        for place, package in lock.items()
        if place and not package.get("dev") and not package.get("devOptional")
    }

    def find(name, asking):
        """As Node looks for a package: beside the one that asks, then further up."""
        while True:
            place = f"{asking}/node_modules/{name}" if asking else f"node_modules/{name}"
            if place in shipped or not asking:
                return place
            asking = asking.rpartition("/node_modules/")[0] if "/node_modules/" in asking else ""

    def name_of(place):
        return shipped[place].get("name") or place.rpartition("node_modules/")[2]

    def ref_of(place):
        return f"npm:{name_of(place)}@{shipped[place]['version']}"

    def describe(place, package):
        name, version = name_of(place), package["version"]
        algorithm, _, digest = package["integrity"].partition("-")
        needs = (find(each, place) for each in package.get("dependencies", {}))
        return Component(
            kind="npm",
            name=name,
            version=version,
            licence=package.get("license", ""),
            purl=f"pkg:npm/{name.replace('@', '%40')}@{version}",
            hashes=((algorithm.upper().replace("SHA", "SHA-"), base64.b64decode(digest).hex()),),
            texts=read_licence_texts(Path(frontend, place)),
            needs=tuple(sorted(ref_of(each) for each in needs if each in shipped)),
        )

    return [describe(place, package) for place, package in shipped.items()]


def read_pdf_library(repository, folder):
    """The PDF library, as scripts/pdfium.sh has laid it down with its licences."""
    script = Path(repository, "scripts/pdfium.sh").read_text("utf-8")
    version = re.search(r"^version=(\S+)$", script, re.MULTILINE).group(1)
    texts = [path.read_text("utf-8", "replace") for path in sorted(Path(folder, "licenses").rglob("*")) if path.is_file()]
    if not texts:
        raise SystemExit(f"{folder}/licenses: the PDF library's licences are not there; run scripts/pdfium.sh")
    library = Path(folder, "libpdfium.so").read_bytes()
    return Component(
        kind="library",
        name="pdfium",
        version=f"pypdfium2-{version}",
        licence="BSD-3-Clause AND Apache-2.0",
        purl=f"pkg:pypi/pypdfium2@{version}",
        hashes=(("SHA-256", hashlib.sha256(library).hexdigest()),),
        home="https://pdfium.googlesource.com/pdfium/",
        texts=tuple(texts),
    )


def read_rust_library():
    """What the compiler itself links into every program."""
    version = subprocess.run(["rustc", "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout.split()[1]
    return Component(
        kind="library",
        name="rust-std",
        version=version,
        licence="MIT OR Apache-2.0",
        home="https://github.com/rust-lang/rust",
        authors=("The Rust Project Developers",),
    )
