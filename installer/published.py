"""Packages that are published: what one is, and which may stand beside or follow which."""

import dataclasses
import hashlib
import re
import subprocess
from pathlib import Path

# Stations compare three numbers; what is merely tried has other versions and goes to no station.
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


def count(version):
    """A version as numbers that can be compared."""
    found = VERSION.fullmatch(version)
    if not found:
        raise SystemExit(f"{version} is no version of three numbers")
    return tuple(map(int, found.groups()))


@dataclasses.dataclass(frozen=True)
class Package:
    name: str
    # Without the package's revision: what the program calls itself.
    version: str
    kind: str
    architecture: str
    # Its name in the tree.
    file: str
    bytes: int
    sha256: str
    source: Path

    @property
    def place(self):
        """One package is offered for each of these."""
        return self.name, self.kind, self.architecture

    @property
    def path(self):
        return f"deb/pool/{self.file}" if self.kind == "deb" else f"rpm/{self.file}"

    def describe(self):
        fields = ("name", "version", "kind", "architecture", "path", "bytes", "sha256")
        return {name: getattr(self, name) for name in fields}


def read_fields(*command):
    return subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE, text=True).stdout.split()


def read_package(path):
    """A .deb or .rpm as it calls itself; its file's name counts for nothing."""
    path = Path(path)
    if not path.is_file():
        raise SystemExit(f"not there: {path}")
    if path.suffix == ".deb":
        name, full, architecture = read_fields(
            "dpkg-deb", "--show", "--showformat", "${Package} ${Version} ${Architecture}", path
        )
        file = f"{name}_{full}_{architecture}.deb"
    elif path.suffix == ".rpm":
        name, full, architecture = read_fields(
            "rpm", "--query", "--nosignature", "--queryformat", "%{NAME} %{VERSION}-%{RELEASE} %{ARCH}", "--package", path
        )
        file = f"{name}-{full}.{architecture}.rpm"
    else:
        raise SystemExit(f"neither .deb nor .rpm: {path}")
    version = full.rpartition("-")[0] or full
    count(version)
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return Package(name, version, path.suffix[1:], architecture, file, len(content), digest, path)


def check_follows(new, old):
    """No version is offered below the one that is there, and none twice with different bytes."""
    if count(new.version) < count(old.version):
        raise SystemExit(f"{new.file} is lower than {old.file}, which the tree has")
    if new.version == old.version and new.sha256 != old.sha256:
        raise SystemExit(f"{new.source} and {old.source} are two packages of one name and version: raise the number")


def merge_packages(given, there):
    """What the tree offers: the packages given, and of those that are there what they do not replace."""
    chosen = {}
    for package in given:
        other = chosen.setdefault(package.place, package)
        if other.version != package.version:
            raise SystemExit(f"{other.file} and {package.file} are both given; one version is offered")
        check_follows(package, other)
    for package in there:
        check_follows(chosen.setdefault(package.place, package), package)
    return sorted(chosen.values(), key=lambda each: each.path)
