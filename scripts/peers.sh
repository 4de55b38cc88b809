#!/usr/bin/env bash
# What the tests set beside the program, each pinned and in a place of its own: the contract's examiner (Python) in the
# build folder, the tus project's server (Node). Does nothing when they are there.
set -euo pipefail
cd "$(dirname "$0")/.."

examiner=${CARGO_TARGET_DIR:-target}/tools/examiner
pins=tests/delivery/contract/requirements.txt
if [ "$(cat "$examiner/.pins" 2>/dev/null)" != "$(sha256sum <"$pins")" ]; then
  rm -rf "$examiner"
  # A folder, not a virtual environment: some Pythons come without the means to make one.
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --only-binary=:all: \
    --target "$examiner" --requirement "$pins"
  sha256sum <"$pins" >"$examiner/.pins"
fi

stamp=tests/peers/node_modules/.installed-from
lock=$(sha256sum <tests/peers/package-lock.json)
if [ "$(cat "$stamp" 2>/dev/null)" != "$lock" ]; then
  (cd tests/peers && npm ci --no-audit --no-fund --loglevel=error)
  echo "$lock" >"$stamp"
fi
