#!/usr/bin/env bash
# Makes the workstation's package of the release before, from its commit, and prints where it lies. Once: it stays in the build
# folder, which is one of its own, so that neither release takes anything of the other's.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly FORMER=abf881e # 0.3.0
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")/former-package
find_package() { find "$target/package" -name 'counter-workstation_0.3.0-*.deb' 2>/dev/null || true; }
if [ -z "$(find_package)" ]; then
  tree=$(mktemp -d)
  trap 'git worktree remove --force "$tree" 2>/dev/null || true' EXIT
  git worktree add --quiet --force --detach "$tree" "$FORMER"
  (cd "$tree" && CARGO_TARGET_DIR=$target make package) >&2
fi
find_package
