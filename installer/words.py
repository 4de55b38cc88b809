"""Words of planted mistakes and development switches, none of which may stand in what is shipped."""

import gzip
import re
from pathlib import Path

# The variables that a shipped program may read; any other COUNTER_… is a switch of development.
VARIABLES = (b"COUNTER_HOME", b"COUNTER_PDFIUM", b"COUNTER_FONTS")
# Texts stand in a program without anything between them: one may begin inside what looks like another.
VARIABLE = re.compile(rb"(?=(COUNTER_[A-Z][A-Z_]+))")


def read_listed(text):
    """Word and reason of each line of words.txt."""
    lines = (line.strip() for line in text.splitlines())
    pairs = (line.split(None, 1) for line in lines if line and not line.startswith("#"))
    return {word: reason for word, reason in pairs}


def read_mutants(source):
    """The names in every list of `declare_mutants!`."""
    lists = re.findall(r"declare_mutants!\s*\{(.*?)\n\}", source, re.DOTALL)
    uncommented = (re.sub(r"//.*|#\[.*?\]", "", each) for each in lists)
    return [name for each in uncommented for name in re.findall(r"\b([A-Z]\w*)\s*,", each)]


def read_planted(source):
    """Faults that are asked for by a string."""
    return re.findall(r'\bis_planted\("([^"]+)"\)', source)


def read_dev_server(config):
    port = re.search(r"\bport:\s*(\d+)", config)
    return [f"{host}:{port.group(1)}" for host in ("localhost", "127.0.0.1", "[::1]")] if port else []


def collect_words(repository):
    """Every word with its reason. A source that names none any more is a fault: it moved, and this did not."""
    repository = Path(repository)
    words = read_listed((repository / "installer/words.txt").read_text("utf-8"))
    sources = [
        path.read_text("utf-8")
        for folder in ("src-tauri", "devices")
        for path in sorted((repository / folder).rglob("*.rs"))
    ]
    found = {
        "a mutant": [name for source in sources for name in read_mutants(source)],
        "a planted fault": [name for source in sources for name in read_planted(source)],
        "the dev server": read_dev_server((repository / "frontend/vite.config.ts").read_text("utf-8")),
    }
    for reason, names in found.items():
        if not names:
            raise SystemExit(f"words.py finds no word of the kind {reason!r} in the sources any more")
        words.update(dict.fromkeys(names, reason))
    return words


def find_words(content, words, tells_history=False):
    """The words that stand in these bytes, compressed or not. A changelog names variables that are gone."""
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    found = {word: reason for word, reason in words.items() if word.encode() in content}
    for name in set(() if tells_history else VARIABLE.findall(content)):
        if not name.startswith(VARIABLES):
            found[name.decode()] = "a variable that no shipped program reads"
    return found


def check_files(files, words):
    """`files` are pairs of name and bytes. Prints each finding and says how many there were."""
    count = 0
    for name, content in files:
        for word, reason in sorted(find_words(content, words, "/changelog" in name).items()):
            print(f"{name}: {word} ({reason})")
            count += 1
    return count


def test_check(words):
    """Each word is found where it was planted, in a file packed with gzip too, and nothing is found where none was."""
    clean = b"\x7fELF" + b"COUNTER_HOME/usr/lib COUNTER_PDFIUMCOUNTER_FONTS" + bytes(range(256)) * 64
    if find_words(clean, words):
        raise SystemExit(f"words are found where none stand: {find_words(clean, words)}")
    for word in list(words) + ["COUNTER_ANYTHING_ELSE"]:
        planted = clean[:4096] + word.encode() + clean[4096:]
        for content in (planted, gzip.compress(planted)):
            if word not in find_words(content, words):
                raise SystemExit(f"{word} was planted and not found")
    example = "counter_core::declare_mutants! {\n    /// Why.\n    FirstFault,\n    SecondFault,\n}\n"
    if read_mutants(example) != ["FirstFault", "SecondFault"]:
        raise SystemExit("the list of mutants is not read")
    if read_mutants("macro_rules! declare_mutants {\n    ($($name:ident,)+) => {\n}"):
        raise SystemExit("the macro itself is taken for a list")
