#!/usr/bin/env bash
# Builds cargo-deny once, into the build folder. Unoptimised: it reads a few files and is soon done.
set -euo pipefail

version=0.20.2
root=${CARGO_TARGET_DIR:?}/tools
"$root/bin/cargo-deny" --version 2>/dev/null | grep -qF "$version" && exit
cargo install cargo-deny --quiet --locked --debug --version "$version" --root "$root" --target-dir "$root/build"
rm -rf "$root/build"
