#!/usr/bin/env bash
# Makes the workstation's package of a release before, from its commit, and prints where it lies. Once: it stays in the build
# folder, which is one of its own, so that neither release takes anything of the other's.
#
#   installer/former-package.sh [VERSION]     of this version; otherwise of the newest release but the commit at hand
#
# Between two releases that is the one whose number this tree still bears: it is what stations have.
set -euo pipefail
cd "$(dirname "$0")/.."

read_version() { sed -n '/^\[workspace\.package\]/,/^$/s/^version = "\(.*\)"/\1/p'; }
wanted=${1:-[0-9]+.[0-9]+.[0-9]+}
# The first version that was packed, 0.3.0, was called so by a commit of another name.
commits=$(git log --extended-regexp --grep="^(Release|Call this version) ${wanted//./\\.}\$" --format=%H)
former=$(grep --max-count=1 --invert-match --line-regexp "$(git rev-parse HEAD)" <<<"$commits" || true)
if [ -z "$former" ]; then
  echo "no release ${1:-before this one} is known here: a clone with its history is needed" >&2
  exit 1
fi
version=$(git show "$former:Cargo.toml" | read_version)

target=$(realpath -m "${CARGO_TARGET_DIR:-target}")/former-package
find_package() { find "$target/package" -maxdepth 1 -name "counter-workstation_$version-*.deb" 2>/dev/null || true; }
if [ -z "$(find_package)" ]; then
  tree=$(mktemp -d)
  trap 'git worktree remove --force "$tree" 2>/dev/null || true' EXIT
  git worktree add --quiet --force --detach "$tree" "$former"
  # What was given to this tree's make is not that tree's.
  (cd "$tree" && env -u MAKEFLAGS -u MAKEOVERRIDES -u MAKELEVEL CARGO_TARGET_DIR="$target" make package) >&2
fi
found=$(find_package)
[ -n "$found" ] || { echo "release $version was packed, and its package is not there" >&2 && exit 1; }
echo "$found"
