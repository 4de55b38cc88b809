#!/usr/bin/env bash
# Upgrades a station from the release before in a clean Debian root: cases decided and at the office, cases that wait and
# were never sent, then the newer package by apt alone. Every case is there and sound, what waited arrives, new ones are
# filed; removing, purging and installing again leave the records as they were.
#
#   installer/try-upgrade.sh <older.deb> <newer.deb>     as root, with mmdebstrap
set -euo pipefail

older=$(realpath "$1")
newer=$(realpath "$2")
. "$(dirname "$0")/clean-root.sh"

readonly PASSPHRASE='a passphrase for tests' AT_OFFICE=20 WAITING=6 LATER=2
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

# As a clerk of this computer, whose session has no keyring.
as_clerk() {
  inside setpriv --reuid=clerk --regid=clerk --init-groups \
    env HOME=/home/clerk DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere "$@"
}
# At the trial's own office, whose records are upgraded along.
play() { as_clerk counter drill --data /home/clerk/station --page-kib 8 --passphrase-stdin "$@" <<<"$PASSPHRASE" >/dev/null; }
# Each case with its number, its state and where it is; fails where one is not sound.
list_cases() {
  as_clerk counter --json verify --passphrase-stdin /home/clerk/station <<<"$PASSPHRASE" | python3 -c '
import json, sys
found = json.load(sys.stdin)
faults = [case["case"] for case in found["cases"] if case["faults"]]
assert found["sound"] and not faults, faults
for case in sorted(found["cases"], key=lambda case: case["case"]):
    print(case["case"], case["provisional"], case["status"], case["delivery"])
'
}
count() { grep -c "$1\$" <<<"$2" || true; }

echo "== a station of $(dpkg-deb --field "$older" Version)"
make_root
cp "$older" "$root/var/tmp/older.deb"
cp "$newer" "$root/var/tmp/newer.deb"
inside apt-get update --quiet=2
install /var/tmp/older.deb
inside useradd --create-home clerk
play --cases $AT_OFFICE --seed 1 --wait 120
play --cases $WAITING --seed 2 --offline
before=$(list_cases)
[ "$(count acknowledged "$before")" = $AT_OFFICE ] && [ "$(count queued "$before")" = $WAITING ] || fail "the station before: $before"

echo "== upgraded to $(dpkg-deb --field "$newer" Version)"
install /var/tmp/newer.deb
inside dpkg --verify counter-workstation
[ "$(list_cases)" = "$before" ] || fail "what was there is not there as it was"
play --cases $LATER --seed 3 --wait 120
after=$(list_cases)
[ "$(count acknowledged "$after")" = $((AT_OFFICE + WAITING + LATER)) ] || fail "not everything arrived: $after"
cut -d' ' -f1-3 <<<"$before" | while read -r case; do grep -qF "$case" <<<"$after" || fail "$case is gone"; done

echo "== removed and installed again, purged and installed again"
for leave in remove purge; do
  inside apt-get $leave --yes --quiet=2 counter-workstation >/dev/null
  install /var/tmp/newer.deb
  [ "$(list_cases)" = "$after" ] || fail "the records are not as they were"
done
echo "== $((AT_OFFICE + WAITING + LATER)) cases, none lost"
printf '%s\n' "$before" | awk '{ print $3 }' | sort | uniq -c
