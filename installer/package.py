#!/usr/bin/env python3
"""Packs the release build as .deb and .rpm, each package from its one list of files, and looks at what came out.

    installer/package.py                     makes and checks both packages in $CARGO_TARGET_DIR/package
    installer/package.py check-words FILE…   looks for words of development in files, .deb and .rpm
    installer/package.py test                tests the check of words itself, on the build for testing too where it is there

`make package` installs the tools and builds the programs first.
"""

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import time
import tomllib
from pathlib import Path

import components
import notices
import sbom
import words

REPOSITORY = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or REPOSITORY / "target").resolve()
PLACE = TARGET / "package"
TOOLS = TARGET / "tools/bin"
PLACES = {"@programs": TARGET / "release", "@pdfium": TARGET / "pdfium"}

MAINTAINER = "Counter Workstation maintainers <maintainers@counter-workstation.example>"
REVISION = "1"
# Each package, the crates whose programs it holds, and whether it holds the window with its pages and the PDF library.
PACKAGES = {
    "workstation": (("counter-desktop", "counter-cli", "counter-devices", "counter-document-worker"), True),
    "office": (("counter-cli",), False),
}
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
# The number of a processor in a program's head, and how the three worlds call it. arm64 is untested.
MACHINES = {62: ("x86_64-unknown-linux-gnu", "amd64", "x86_64"), 183: ("aarch64-unknown-linux-gnu", "arm64", "aarch64")}


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, **options)


def read_output(*command):
    return run(*command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True).stdout.strip()


def read_version():
    return tomllib.loads((REPOSITORY / "Cargo.toml").read_text("utf-8"))["workspace"]["package"]["version"]


def read_time():
    """When the sources were last changed: the same sources give the same packages."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given) if given else int(read_output("git", "log", "-1", "--format=%ct"))


def read_machine(program):
    """For which processor a program was built; None for what is no program."""
    with open(program, "rb") as file:
        head = file.read(20)
    return struct.unpack("<H", head[18:20])[0] if head.startswith(b"\x7fELF") else None


# The list of files.


def read_files(kind, made):
    """Source, destination and mode of each line."""
    places = PLACES | {"@made": made}
    files = []
    for line in (REPOSITORY / "installer" / kind / "files").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        source, destination, mode = line.split()
        place, _, rest = source.partition("/")
        files.append((places[place] / rest if place in places else REPOSITORY / source, destination, mode))
    missing = [str(source) for source, _, _ in files if not source.is_file()]
    if missing:
        raise SystemExit("not there: " + ", ".join(missing))
    return files


def find_machine(files):
    """The one processor that all programs in the list are for."""
    found = {read_machine(source) for source, _, _ in files} - {None}
    if len(found) != 1 or not found <= MACHINES.keys():
        raise SystemExit(f"programs for one known processor are packed, not for {sorted(found)}")
    return MACHINES[found.pop()]


# What is made for a package: icons, manual pages, notices, bill of materials.


def fill(text, values):
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    left = re.search(r"@[A-Z_]+@", text)
    if left:
        raise SystemExit(f"{left.group()} is filled in by nobody")
    return text


def pack_text(path, text):
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def make_icons(folder):
    folder.mkdir()
    for size in ICON_SIZES:
        run(
            "convert", REPOSITORY / "src-tauri/icons/icon.png", "-filter", "Lanczos", "-resize", f"{size}x{size}",
            "-strip", "-define", "png:exclude-chunks=date,time", folder / f"{size}.png",
        )  # fmt: skip


def write_debian_changelog(package, version, seconds):
    date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(seconds))
    return (
        f"{package} ({version}-{REVISION}) unstable; urgency=medium\n\n"
        f"  * Version {version}; what changed stands in changelog.gz.\n\n"
        f" -- {MAINTAINER}  {date}\n"
    )


def make_texts(kind, made, values, seconds):
    """Everything under @made/ in the package's list."""
    package, version = f"counter-{kind}", values["VERSION"]
    own = REPOSITORY / "installer" / kind
    for page in [path for path in own.iterdir() if re.fullmatch(r".*\.[1-8]", path.name)]:
        pack_text(made / f"{page.name}.gz", fill(page.read_text("utf-8"), values))
    for metainfo in own.glob("metainfo.xml"):
        (made / "cn.example.counter-workstation.metainfo.xml").write_text(fill(metainfo.read_text("utf-8"), values))
    pack_text(made / "changelog.gz", (REPOSITORY / "CHANGELOG.md").read_text("utf-8"))
    pack_text(made / "changelog.Debian.gz", write_debian_changelog(package, version, seconds))
    for name in ("office-servers.md", "centre-file.md"):
        pack_text(made / f"{name}.gz", (REPOSITORY / "docs" / name).read_text("utf-8"))


def make_notices(kind, made, version, target, seconds):
    package = f"counter-{kind}"
    crates, has_window = PACKAGES[kind]
    inside = components.read_crates(REPOSITORY, crates, target)
    roots = [each.ref for each in inside if each.name in crates]
    extra = [components.read_rust_library()]
    if has_window:
        extra.append(components.read_pdf_library(REPOSITORY, PLACES["@pdfium"]))
        extra.extend(components.read_frontend(REPOSITORY / "frontend"))
    inside += extra
    others = [each for each in inside if each.kind != "own"]
    pack_text(made / "third-party.txt.gz", notices.write_third_party(package, others, notices.read_apache(REPOSITORY)))
    (made / "copyright").write_text(notices.write_copyright(package, others), "utf-8")
    refs = roots + [each.ref for each in extra]
    pack_text(made / "sbom.cdx.json.gz", sbom.write_sbom(package, version, inside, refs, seconds))


# The manifest that both tools read.


def quote(text):
    """A string of TOML: JSON's escapes are among TOML's."""
    return json.dumps(str(text), ensure_ascii=False)


def write_deb_files(files):
    rows = (f"  [{quote(source)}, {quote(destination[1:])}, {quote(mode)}],\n" for source, destination, mode in files)
    return "[\n" + "".join(rows) + "]"


def write_rpm_files(files):
    def write_marks(destination):
        if destination.startswith("/etc/"):
            return ', config = "noreplace"'
        return ", doc = true" if destination.startswith("/usr/share/doc/") else ""

    rows = (
        f"  {{ source = {quote(source)}, dest = {quote(destination)}, mode = {quote(mode)}{write_marks(destination)} }},\n"
        for source, destination, mode in files
    )
    return "[\n" + "".join(rows) + "]"


def write_manifest(kind, place, values, files):
    """A package of cargo's with nothing in it: the two tools read their settings there."""
    template = (REPOSITORY / "installer" / kind / "package.toml").read_text("utf-8")
    more = {
        "MAINTAINER": MAINTAINER,
        "REVISION": REVISION,
        "SCRIPTS": str(REPOSITORY / "installer" / kind / "scripts"),
        "DEB_FILES": write_deb_files(files),
        "RPM_FILES": write_rpm_files(files),
    }
    (place / "src").mkdir()
    (place / "src/lib.rs").write_text("")
    (place / "Cargo.toml").write_text(fill(template, values | more), "utf-8")


def make_package(kind, version, seconds):
    """Both packages of one kind: the paths of .deb and .rpm."""
    place = PLACE / kind
    shutil.rmtree(place, ignore_errors=True)
    made = place / "made"
    made.mkdir(parents=True)
    values = {"VERSION": version, "DATE": time.strftime("%Y-%m-%d", time.gmtime(seconds))}

    target, deb_name, rpm_name = MACHINES[read_machine(PLACES["@programs"] / "counter")]
    if kind == "workstation":
        make_icons(made / "icons")
    make_texts(kind, made, values, seconds)
    make_notices(kind, made, version, target, seconds)
    files = read_files(kind, made)
    if find_machine(files) != (target, deb_name, rpm_name):
        raise SystemExit("the programs are for more than one processor")
    write_manifest(kind, place, values, files)

    package = f"counter-{kind}"
    deb = place / f"{package}_{version}-{REVISION}_{deb_name}.deb"
    rpm = place / f"{package}-{version}-{REVISION}.{rpm_name}.rpm"
    # Neither tool may take the target or the folder from what this was started with.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CARGO_BUILD_")}
    environment |= {"SOURCE_DATE_EPOCH": str(seconds), "CARGO_TARGET_DIR": str(place / "target")}
    run(TOOLS / "cargo-deb", "--no-build", "--no-strip", "--target", target, "--output", deb, cwd=place, env=environment)
    run(
        TOOLS / "cargo-generate-rpm", "--auto-req", "find-requires", "--target", target, "--output", rpm,
        cwd=place, env=environment,
    )  # fmt: skip
    return deb, rpm


# What came out.


def read_archive(package):
    """Every file in a .deb or .rpm: its mode and its bytes."""
    if package.suffix == ".deb":
        archive = run("dpkg-deb", "--fsys-tarfile", package, stdout=subprocess.PIPE).stdout
    else:
        with open(package, "rb") as file:
            archive = run("rpm2archive", "-", stdin=file, stdout=subprocess.PIPE).stdout
    found = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        for member in members:
            if not member.isdir():
                content = members.extractfile(member).read() if member.isfile() else member.linkname.encode()
                found["/" + member.name.removeprefix("./")] = (member.mode, content)
    return found


def compare_packages(deb, rpm, listed):
    """The same files in both, and those of the list: names, modes, bytes."""
    def digest(files):
        return {name: (f"{mode:o}", hashlib.sha256(content).hexdigest()) for name, (mode, content) in files.items()}

    wanted = {
        destination: (mode, hashlib.sha256(source.read_bytes()).hexdigest()) for source, destination, mode in listed
    }
    for package, files in ((deb, read_archive(deb)), (rpm, read_archive(rpm))):
        found = digest(files)
        odd = [name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)]
        if odd:
            raise SystemExit(f"{package.name} and its list differ: {sorted(odd)}")


def count_installed(package):
    """Bytes of all that a package puts down."""
    return sum(len(content) for _, content in read_archive(package).values())


def find_shared(packages):
    """Files that more than one package would put down."""
    owners = {}
    for package in packages:
        for name in read_archive(package):
            owners.setdefault(name, []).append(package.name)
    return {name: owned for name, owned in owners.items() if len(owned) > 1}


def find_pages():
    """The window's pages: they lie packed in its program, where no search finds a word, and are looked at as they were."""
    return [path for path in sorted((REPOSITORY / "frontend/dist").rglob("*")) if path.is_file()]


def read_shipped(path):
    """Name and bytes of a file, or of all files in a package."""
    path = Path(path)
    if path.suffix not in (".deb", ".rpm"):
        return [(str(path), path.read_bytes())]
    return [(f"{path.name}:{name}", content) for name, (_, content) in sorted(read_archive(path).items())]


def check_pages(window):
    """The pages that are looked at are those in the window: their names, which hang from what is in them, stand in it."""
    program = window.read_bytes()
    others = [path.name for path in find_pages() if path.parent.name == "assets" and path.name.encode() not in program]
    if others:
        raise SystemExit(f"the window was built with other pages than those in frontend/dist: {others}")


def check_words(paths):
    found = words.collect_words(REPOSITORY)
    words.test_check(found)
    files = [pair for path in paths for pair in read_shipped(path)]
    count = words.check_files(files, found)
    print(f"{len(found)} words looked for in {len(files)} files: {count} found")
    if count:
        raise SystemExit(1)


def test_words():
    """The check finds what it plants, and what a program built for testing has in it by its nature."""
    found = words.collect_words(REPOSITORY)
    words.test_check(found)
    program = TARGET / "debug/counter"
    if program.is_file():
        missed = {"OpenDoor", "COUNTER_PLANT"} - words.find_words(program.read_bytes(), found).keys()
        if missed:
            raise SystemExit(f"{program} was built for testing, and these are not found in it: {sorted(missed)}")
    print(f"{len(found)} words: each is found where it stands")


def check_packages(pairs):
    for kind, (deb, rpm) in pairs.items():
        compare_packages(deb, rpm, read_files(kind, PLACE / kind / "made"))
    shared = find_shared([deb for deb, _ in pairs.values()])
    if shared:
        raise SystemExit(f"in more than one package: {shared}")
    run("desktop-file-validate", REPOSITORY / "installer/workstation/counter-desktop.desktop")
    run("appstreamcli", "validate", "--no-net", next((PLACE / "workstation/made").glob("*.metainfo.xml")))
    run("lintian", "--fail-on", "error,warning", "--tag-display-limit", "0", *(deb for deb, _ in pairs.values()))
    check_pages(PLACES["@programs"] / "counter-desktop")
    check_words(find_pages() + [package for pair in pairs.values() for package in pair])


def make_packages():
    version, seconds = read_version(), read_time()
    for old in [*PLACE.glob("*.deb"), *PLACE.glob("*.rpm")]:
        old.unlink()
    pairs = {kind: make_package(kind, version, seconds) for kind in PACKAGES}
    check_packages(pairs)
    # Only what passed comes to where packages are taken from.
    for package in (package for pair in pairs.values() for package in pair):
        package = package.rename(PLACE / package.name)
        size, installed = (count / 1_048_576 for count in (package.stat().st_size, count_installed(package)))
        print(f"{package}  {size:.1f} MiB, installed {installed:.1f} MiB")


def main(arguments):
    match arguments:
        case []:
            make_packages()
        case ["check-words", *paths] if paths:
            check_words(paths)
        case ["test"]:
            test_words()
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
