#!/usr/bin/env bash
# Upgrades a station from the release before in a clean Debian root: cases decided and at the office, cases left open (a
# draft, received, on hold, given up, accepted by silence, sent back by a supervisor), cases that wait and were never sent,
# then the newer package by apt alone. Every case is there and sound, what waited arrives, what was open is taken up and
# decided, new ones are filed; removing, purging and installing again leave the records as they were.
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
play() { as_clerk counter --json drill --data /home/clerk/station --page-kib 8 --passphrase-stdin "$@" <<<"$PASSPHRASE"; }
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
# How many cases are in this state, in a list as above.
count_in() { awk -v state="$1" '$3 == state { count++ } END { print count + 0 }' <<<"$2"; }

echo "== a station of $(dpkg-deb --field "$older" Version)"
make_root
cp "$older" "$root/var/tmp/older.deb"
cp "$newer" "$root/var/tmp/newer.deb"
inside apt-get update --quiet=2
install /var/tmp/older.deb
inside useradd --create-home clerk
play --cases $AT_OFFICE --seed 1 --wait 120 --leave >/dev/null
play --cases $WAITING --seed 2 --offline >/dev/null
before=$(list_cases)
# The one that silence accepted and the one sent back are at the office too.
[ "$(count acknowledged "$before")" = $((AT_OFFICE + 2)) ] && [ "$(count queued "$before")" = $WAITING ] ||
  fail "the station before: $before"
for state in draft:1 received:2 deemed:1 returned:1 voided:1; do
  [ "$(count_in "${state%:*}" "$before")" = "${state#*:}" ] || fail "not $state before: $before"
done

echo "== upgraded to $(dpkg-deb --field "$newer" Version)"
install /var/tmp/newer.deb
inside dpkg --verify counter-workstation
[ "$(list_cases)" = "$before" ] || fail "what was there is not there as it was"
found=$(play --cases $LATER --seed 3 --wait 120 --finish | grep -o '"found":"[a-z]*"' | sort | tr '\n' ' ')
[ "$found" = '"found":"draft" "found":"held" "found":"received" "found":"returned" ' ] || fail "not all was taken up: $found"
after=$(list_cases)
[ "$(count acknowledged "$after")" = $((AT_OFFICE + 2 + WAITING + LATER + 3)) ] || fail "not everything arrived: $after"
# What was decided stays as it is; what was open is decided now, what was sent back under the number that it had.
while read -r id number state _; do
  case $state in
    draft | received) wanted="^$id [^ ]+ (accepted|deferred) " ;;
    returned) wanted="^$id $number (accepted|deferred) " ;;
    *) wanted="^$id $number $state " ;;
  esac
  grep -qE "$wanted" <<<"$after" || fail "$id $number was $state: $after"
done <<<"$before"

echo "== removed and installed again, purged and installed again"
for leave in remove purge; do
  inside apt-get $leave --yes --quiet=2 counter-workstation >/dev/null
  install /var/tmp/newer.deb
  [ "$(list_cases)" = "$after" ] || fail "the records are not as they were"
done
echo "== $(wc -l <<<"$after") cases, none lost"
printf '%s\n' "$before" | awk '{ print $3 }' | sort | uniq -c
