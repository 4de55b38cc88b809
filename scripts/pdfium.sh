#!/usr/bin/env bash
# Fetches the PDF library (pdfium) with its licences into a folder: the first argument, else pdfium in the build folder.
# The document worker looks for it there. Does nothing when the pinned version is in place.
set -euo pipefail
cd "$(dirname "$0")/.."

version=5.15.2
folder=${1:-${CARGO_TARGET_DIR:-target}/pdfium}

# The wheel and its SHA-256, per processor.
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) sum=dc31aea5b0fb9fefc9b537a65f4113980b2c40798445736a7e6565bc85161e37 ;;
  Linux-aarch64) sum=dd46e93c0c3a73f6cea8489baff6d77a5d0759dd53fbbce0aeb49c91830176fc ;;
  *) echo "No pinned PDF library for $(uname -s) $(uname -m); PDF files will not open." >&2; exit 0 ;;
esac
[ "$(cat "$folder/.wheel" 2>/dev/null)" = "$sum" ] && [ -e "$folder/libpdfium.so" ] && exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
  --dest "$work" "pypdfium2==$version"
echo "$sum  $(ls "$work"/*.whl)" | sha256sum --check --quiet

# Python unpacks: unzip is not on every machine.
python3 - "$work"/*.whl "$work/out" <<'UNPACK'
import pathlib, sys, zipfile
wheel, out = sys.argv[1], pathlib.Path(sys.argv[2])
with zipfile.ZipFile(wheel) as files:
    for name in files.namelist():
        if name == "pypdfium2_raw/libpdfium.so":
            place = out / "libpdfium.so"
        elif ".dist-info/licenses/" in name and not name.endswith("/"):
            place = out / "licenses" / name.split(".dist-info/licenses/", 1)[1]
        else:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(files.read(name))
UNPACK
echo "$sum" >"$work/out/.wheel"
mkdir -p "$(dirname "$folder")"
rm -rf "$folder"
mv "$work/out" "$folder"
