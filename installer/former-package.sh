#!/usr/bin/env bash
# Makes the workstation's package of the release before, from its commit, and prints where it lies. Once: it stays in the build
# folder, which is one of its own, so that neither release takes anything of the other's.
#
# `counter drill` of a release that leaves no case open is this tree's, built into that package: it plays the screen by that
# release's own commands, and everything on the disk is that release's.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly DRILL=src-tauri/crates/cli/src/commands/drill
read_version() { sed -n '/^\[workspace\.package\]/,/^$/s/^version = "\(.*\)"/\1/p'; }
present=$(read_version <Cargo.toml)
# The newest commit that calls itself a release and is not of this version.
former='' version=''
for commit in $(git log --extended-regexp --grep='^Release [0-9]+\.[0-9]+\.[0-9]+$' --format=%h); do
  version=$(git show "$commit:Cargo.toml" | read_version)
  if [ "$version" != "$present" ]; then
    former=$commit
    break
  fi
done
if [ -z "$former" ]; then
  echo "no release before $present is known here: a clone with its history is needed" >&2
  exit 1
fi

target=$(realpath -m "${CARGO_TARGET_DIR:-target}")/former-package
find_package() { find "$target/package" -maxdepth 1 -name "counter-workstation_$version-*.deb" 2>/dev/null || true; }
if [ -z "$(find_package)" ]; then
  tree=$(mktemp -d)
  trap 'git worktree remove --force "$tree" 2>/dev/null || true' EXIT
  git worktree add --quiet --force --detach "$tree" "$former"
  if [ ! -e "$tree/$DRILL/unfinished.rs" ]; then cp "$DRILL"/*.rs "$tree/$DRILL/"; fi
  (cd "$tree" && CARGO_TARGET_DIR=$target make package) >&2
fi
find_package
