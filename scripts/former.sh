#!/usr/bin/env bash
# Runs this version against version 0.1.0 over real HTTP, both ways: its station at our office, ours at its office, and
# its data folder opened by this program. The version before is built from the last commit that had it.
# Usage: scripts/former.sh [programs of this version [programs of 0.1.0]], each a folder with counter, device-host and
# document-worker. By default those of the build for testing, and a build of the version before.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly FORMER=aed3442
readonly CASES=20
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
present=$(realpath "${1:-$target/debug}")
work=$(mktemp -d)
tree=$work/tree
trap 'kill "${office:-}" 2>/dev/null || true; git worktree remove --force "$tree" 2>/dev/null || true; rm -rf "$work"' EXIT

former=${2:-}
if [ -z "$former" ]; then
  git worktree add --quiet --detach "$tree" "$FORMER"
  (cd "$tree" && CARGO_TARGET_DIR=$target/former cargo build --quiet --locked \
    --bin counter --bin device-host --bin document-worker)
  former=$target/former/debug
fi
"$former/counter" --version && "$present/counter" --version
export COUNTER_PDFIUM=${COUNTER_PDFIUM:-$target/pdfium/libpdfium.so}
# Whatever keyring this session has, the folders are opened by a passphrase.
export DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere
readonly PASSPHRASE='a passphrase for tests'

# start_office <folder of programs> <data>: sets `address` and `office`.
start_office() {
  : >"$work/listening"
  "$1/counter" office --listen 127.0.0.1:0 --json --data "$2" >"$work/listening" 2>"$work/office.log" &
  office=$!
  for _ in $(seq 200); do
    address=$(sed -n 's/.*"listening":"\([^"]*\)".*/\1/p' "$work/listening")
    [ -n "$address" ] && return
    sleep 0.1
  done
  echo "the office of $1 does not start:" && cat "$work/office.log" && exit 1
}

stop_office() {
  kill "$office" && wait "$office" 2>/dev/null || true
  office=
}

# play <folder of programs> <data> <more…>: invented cases, each acknowledged before it returns. The version before takes
# the passphrase from a variable, this one from its input.
play() {
  local programs=$1 data=$2
  shift 2
  local how=(--passphrase-stdin)
  "$programs/counter" drill --help | grep -q passphrase-stdin || how=()
  COUNTER_PASSPHRASE=$PASSPHRASE "$programs/counter" drill --data "$data" --page-kib 8 "${how[@]}" "$@" \
    <<<"$PASSPHRASE" >/dev/null
}

echo "== station of 0.1.0 at the office of this version"
start_office "$present" "$work/office-now"
play "$former" "$work/station-before" --cases "$CASES" --seed 1 --wait 120 --office "$address"
stop_office

echo "== station of this version at the office of 0.1.0"
start_office "$former" "$work/office-before"
play "$present" "$work/station-now" --cases "$CASES" --seed 2 --wait 120 --office "$address"
stop_office

# The office has another port then, as one that moved: nothing of before names it but the folder's settings.
echo "== a station of 0.1.0 with cases that wait, opened by this version, at an office that went the same way"
start_office "$former" "$work/office-moving"
play "$former" "$work/station-moving" --cases "$CASES" --seed 3 --wait 120 --office "$address"
stop_office
play "$former" "$work/station-moving" --cases 3 --seed 4 --offline
start_office "$present" "$work/office-moving"
play "$present" "$work/station-moving" --cases 2 --seed 5 --wait 120 --office "$address"
"$present/counter" verify --passphrase-stdin "$work/station-moving" <<<"$PASSPHRASE" | tail -3
stop_office
echo "== all acknowledged"
