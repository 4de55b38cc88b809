"""The file of third parties' licences, and the package's own copyright file."""

import re
from pathlib import Path

MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

BSD_3_CLAUSE = """Redistribution and use in source and binary forms, with or without modification, are permitted
provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
   disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
   disclaimer in the documentation and/or other materials provided with the distribution.
3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products
   derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""

# Licences that ask for no notice in a copy.
ASK_NOTHING = ("0BSD", "CC0-1.0", "MIT-0", "Unlicense")
# Copyleft per file: whoever gets the program is told where the sources are.
FILE_COPYLEFT = "MPL-2.0"


def names_licence(component, licence):
    return re.search(rf"(?<![\w.-]){re.escape(licence)}(?![\w.-])", component.licence) is not None


def choose_text(component, components, apache):
    """A component that brings no text of its own: the one that it names, or nothing where nothing is asked for."""
    by = ", ".join(author.partition(" <")[0] for author in component.authors) or f"the authors of {component.name}"
    if names_licence(component, "Apache-2.0"):
        return (apache,)
    if names_licence(component, "MIT"):
        return (f"Copyright (c) {by}\n\n{MIT}",)
    if names_licence(component, "BSD-3-Clause"):
        return (f"Copyright (c) {by}\n\n{BSD_3_CLAUSE}",)
    if any(names_licence(component, licence) for licence in ASK_NOTHING):
        return ()
    for other in components:
        # The text names nobody, so that another's copy of it is the same.
        if component.licence == other.licence == FILE_COPYLEFT and len(other.texts) == 1:
            return other.texts
    raise SystemExit(f"{component.ref} is under {component.licence!r} and brings no text of it; notices.py knows none")


def write_third_party(package, components, apache):
    """Each component with its licence, then each text once."""
    numbers, texts, rows = {}, [], []
    for component in sorted(components, key=lambda each: (each.kind, each.name, each.version)):
        own = []
        for text in component.texts or choose_text(component, components, apache):
            key = " ".join(text.lower().split())
            if key not in numbers:
                numbers[key] = len(texts) + 1
                texts.append(text)
            own.append(numbers[key])
        where = f"  {component.home}" if names_licence(component, FILE_COPYLEFT) else ""
        marks = " ".join(f"[{number}]" for number in dict.fromkeys(own)) or "-"
        rows.append(f"{component.kind:8}{component.name} {component.version}  {component.licence}  {marks}{where}")
    head = (
        f"What lies inside the programs of {package} and was made by others, each with its licence and the numbers of the\n"
        "texts below. Where a licence leaves a choice, the program is under whichever of them suits Apache-2.0. Components\n"
        "under MPL-2.0 are used unchanged; their sources are at the addresses beside them.\n"
    )
    rule = "=" * 100
    body = "".join(f"\n{rule}\n[{number}]\n\n{text.strip()}\n" for number, text in enumerate(texts, 1))
    return head + "\n" + "\n".join(rows) + "\n" + body


def write_copyright(package, components):
    unchanged = sorted(
        f"{each.name} {each.version} {each.home}" for each in components if names_licence(each, FILE_COPYLEFT)
    )
    library = ""
    if any(component.name == "pdfium" for component in components):
        library = (
            "\nFiles: usr/lib/counter-workstation/libpdfium.so\n"
            "Copyright: The PDFium Authors and others, named in third-party.txt.gz\n"
            "License: BSD-3-Clause and others\n"
            " The text of each is in third-party.txt.gz.\n"
        )
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: counter-workstation\n"
        "Comment:\n"
        f" The programs are linked from {len(components)} components of others. Each is named with its licence, and each text\n"
        f" stands once, in /usr/share/doc/{package}/third-party.txt.gz.\n"
        " .\n"
        " Under MPL-2.0 and unchanged, with the address of their sources:\n"
        + "".join(f"  {line}\n" for line in unchanged)
        + "\nFiles: *\n"
        "Copyright: 2026 the Counter Workstation authors\n"
        "License: Apache-2.0\n"
        + library
        + "\nLicense: Apache-2.0\n"
        ' Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance\n'
        ' with the License. Unless required by applicable law or agreed to in writing, software distributed under the\n'
        ' License is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or\n'
        " implied.\n"
        " .\n"
        " On Debian systems its full text is in /usr/share/common-licenses/Apache-2.0; it is also in third-party.txt.gz.\n"
    )


def read_apache(repository):
    return Path(repository, "LICENSE").read_text("utf-8")
