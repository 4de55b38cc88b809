#!/usr/bin/env python3
"""Makes the signed repository that stations update from: a folder for any web server, and the same folder on a stick.

    installer/repository.py key FOLDER                 a new OpenPGP key of the repository, in a GnuPG home of its own
    installer/repository.py make --gnupg FOLDER --key FILE [PACKAGE…]
                                                       packs what `make package` left, or the packages named, into a tree
    installer/repository.py check TREE                 whether a tree is whole and signed throughout
    installer/repository.py copy TREE FOLDER           the same tree on a stick
    installer/repository.py test [PROGRAM]             tests this itself; PROGRAM is the `counter` that signs

`make --help` names the rest. The tree is described in README.md.
"""

import argparse
import contextlib
import datetime
import fcntl
import json
import os
import shutil
import sys
from pathlib import Path

import published
import signing
import tree
from package import PLACE, TARGET

SHAPE = 1


def read_moment(text):
    return datetime.datetime.strptime(text, tree.TIME).replace(tzinfo=datetime.timezone.utc)


def read_within(lowest, highest):
    def read(text):
        value = int(text)
        if not lowest <= value <= highest:
            raise argparse.ArgumentTypeError(f"{value} is not {lowest} to {highest}")
        return value

    return read


# What is on offer.


def find_packages(sources):
    """The packages named, and those in the folders named; what `make package` left where none is."""
    found = []
    for source in map(Path, sources or [PLACE]):
        found += sorted([*source.glob("*.deb"), *source.glob("*.rpm")]) if source.is_dir() else [source]
    if not found:
        raise SystemExit("no packages are named, and `make package` has left none")
    return [published.read_package(path) for path in found]


def choose_number(given, before):
    """Each manifest's number is higher than that of the one before: no station goes back."""
    last = before["number"] if before else 0
    number = last + 1 if given is None else given
    if number <= last:
        raise SystemExit(f"the tree has number {last} already; {number} would be no step on")
    return number


def write_body(offered, arguments, before, times, keyring):
    """The manifest's text. What is not said anew stays as it was."""
    before = before or {}
    minimum = arguments.minimum or before.get("minimum", "0.0.0")
    for each in offered:
        if published.count(minimum) > published.count(each.version):
            raise SystemExit(f"{each.file} is below the minimum {minimum}: whoever has it could never reach that")
    packages = [each.describe() for each in offered]
    news = arguments.news
    if news is None:
        news = before.get("news", []) if packages == before.get("packages") else []
    share = arguments.share
    if share is None:
        # A list that is only renewed hands nothing to stations that it was kept from.
        share = before.get("share", 100) if packages == before.get("packages") else 100
    body = {
        "shape": SHAPE,
        "number": choose_number(arguments.number, before),
        "made_at": times[0].strftime(tree.TIME),
        "until": times[1].strftime(tree.TIME),
        "minimum": minimum,
        "share": share,
        "packages": packages,
        "keyring_sha256": signing.hash_file(keyring),
        "news": news,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


# One tree takes the place of another.


@contextlib.contextmanager
def hold_place(folder):
    """Where a tree is made before it is one: beside its place, so that a rename puts it there. One at a time."""
    folder = Path(folder).resolve()
    if folder.is_mount():
        raise SystemExit(f"{folder} is a medium's root, which nothing takes the place of: name a folder on it")
    if folder.exists() and not (folder / tree.MANIFEST).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise SystemExit(f"{folder} is something else: a repository takes an empty or a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    new, old = (folder.with_name(f".{folder.name}.{word}") for word in ("new", "old"))
    parent = os.open(folder.parent, os.O_RDONLY)
    try:
        fcntl.flock(parent, fcntl.LOCK_EX)
        # Stopped between the two renames: what was there is there again. Stopped before them: it was no tree yet.
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        # A web server reads it, whatever umask this runs under; a stick may know no modes.
        with contextlib.suppress(PermissionError):
            new.chmod(0o755)
        yield folder, new
        tree.write_through(new)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
        os.fsync(parent)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        os.close(parent)


def read_before(folder):
    """Manifest and packages of the tree that is there; it must be whole, since what is in it is handed on."""
    if not (folder / tree.MANIFEST).is_file():
        return None, []
    before = tree.check_tree(folder)
    return before, [published.read_package(folder / each["path"]) for each in before.body["packages"]]


def make_tree(arguments):
    made_at = arguments.made_at or datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    given = find_packages(arguments.packages)
    with hold_place(arguments.to) as (folder, new):
        for secret in (arguments.gnupg, arguments.key):
            if Path(secret).resolve().is_relative_to(folder):
                raise SystemExit(f"{secret} is secret and lies in the tree that is handed out")
        before, there = read_before(folder)
        offered = published.merge_packages(given, there)
        times = (made_at, made_at + datetime.timedelta(days=arguments.valid_days))
        tree.write_archives(new, offered, signing.ArchiveKey(arguments.gnupg), *times)
        body = write_body(offered, arguments, before and before.body, times, new / tree.KEYRING)
        signing.sign_manifest(arguments.counter, arguments.key, body, new / tree.MANIFEST)
        made = tree.check_tree(new)
        if made.text != body:
            raise SystemExit("what was signed is not what was to be signed")
        if before and (made.key, made.archive_key) != (before.key, before.archive_key):
            raise SystemExit("the tree is signed by other keys, which stations trust: a new key begins a new tree")
    print_tree(folder, made)


def copy_tree(source, folder):
    """The same files, number and signatures: a station takes them from either."""
    source = Path(source).resolve()
    tree.check_tree(source)
    with hold_place(folder) as (folder, new):
        if folder == source or folder.is_relative_to(source) or source.is_relative_to(folder):
            raise SystemExit("a tree is not copied into itself")
        shutil.copytree(source, new, dirs_exist_ok=True, copy_function=shutil.copyfile)
        copied = tree.check_tree(new)
    print_tree(folder, copied)


def print_tree(folder, made):
    body = made.body
    print(f"{folder}: number {body['number']}, until {body['until']}, for {body['share']} % of the stations")
    for each in body["packages"]:
        print(f"  {each['path']}  {each['bytes'] / 1_048_576:.1f} MiB")
    print(f"key of the manifest: {made.key}\nkey of the archives: {made.archive_key}")


def read_arguments(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    key = commands.add_parser("key", help="a new OpenPGP key of the repository")
    key.add_argument("folder", help="a new folder; whoever has it can sign: keep it off line, and a copy of it")
    key.add_argument("--name", default="Counter Workstation packages")

    make = commands.add_parser("make", help="makes or renews a tree")
    make.add_argument("packages", nargs="*", help=f".deb, .rpm and folders of them; otherwise those in {PLACE}")
    make.add_argument("--to", default=PLACE / "repository", help="the tree")
    make.add_argument("--gnupg", required=True, help="GnuPG home with the archives' secret key (`repository.py key`)")
    make.add_argument("--key", required=True, help="the manifest's secret key (`counter update key`)")
    make.add_argument("--counter", default=TARGET / "release/counter", help="the program that signs the manifest")
    make.add_argument("--number", type=read_within(1, 2**31 - 1), help="otherwise one more than the tree's")
    make.add_argument("--made-at", type=read_moment, help="otherwise now; as 2026-12-01T08:00:00Z")
    make.add_argument("--valid-days", type=read_within(1, 366), default=45, help="after which no station takes it any more")
    make.add_argument("--minimum", help="version below which a window must update; otherwise as before")
    make.add_argument(
        "--share", type=read_within(0, 100), help="percent of the stations that update already; otherwise as before, or all"
    )
    make.add_argument("--news", action="append", help="a line of what is new, as often as needed")

    check = commands.add_parser("check", help="whether a tree is whole and signed throughout")
    check.add_argument("tree")
    copy = commands.add_parser("copy", help="the same tree on a stick")
    copy.add_argument("tree")
    copy.add_argument("folder")
    test = commands.add_parser("test", help="tests this itself")
    test.add_argument("program", nargs="?", default=TARGET / "release/counter")
    return parser.parse_args(words)


def main(words):
    arguments = read_arguments(words)
    match arguments.command:
        case "key":
            print(signing.create_archive_key(arguments.folder, arguments.name))
        case "make":
            make_tree(arguments)
        case "check":
            print_tree(Path(arguments.tree).resolve(), tree.check_tree(Path(arguments.tree).resolve()))
        case "copy":
            copy_tree(arguments.tree, arguments.folder)
        case "test":
            import repository_test

            repository_test.test_repository(Path(arguments.program).resolve())


if __name__ == "__main__":
    main(sys.argv[1:])
