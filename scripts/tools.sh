#!/usr/bin/env bash
# Builds tools once, each pinned, into the build folder: what `make check` needs, or with the word `package` what packs.
set -euo pipefail

root=${CARGO_TARGET_DIR:?}/tools

# build <crate> <version> <more for cargo…>
build() {
  "$root/bin/$1" --version 2>/dev/null | grep -qF "$2" && return
  cargo install "$1" --quiet --locked "${@:3}" --version "$2" --root "$root" --target-dir "$root/build"
  rm -rf "$root/build"
}

case "${1:-check}" in
  # Unoptimised: it reads a few files and is soon done.
  check) build cargo-deny 0.20.2 --debug ;;
  # Optimised: they compress a hundred megabytes.
  package)
    build cargo-deb 3.8.0
    build cargo-generate-rpm 0.21.1
    ;;
esac
