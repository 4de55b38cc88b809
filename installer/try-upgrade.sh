#!/usr/bin/env bash
# Upgrades a station from a release before in a clean Debian root: cases decided and at the office, cases left open (a
# draft, received, on hold, given up, accepted by silence, sent back by a supervisor), cases that wait and were never sent,
# then the newer package by apt alone. Every case is there and sound, what waited arrives, what was open is taken up and
# decided, new ones are filed; removing, purging and installing again leave the records as they were.
#
#   installer/try-upgrade.sh <older.deb> <newer.deb>     as root, with mmdebstrap
#
# Releases before 0.6.0 leave no case open: theirs are upgraded with what is decided, at the office and unsent.
set -euo pipefail

older=$(realpath "$1")
newer=$(realpath "$2")
. "$(dirname "$0")/clean-root.sh"

readonly PASSPHRASE='a passphrase for tests' NAME=counter-workstation AT_OFFICE=20 WAITING=6 LATER=2

# As a clerk of this computer, whose session has no keyring.
as_clerk() {
  inside setpriv --reuid=clerk --regid=clerk --init-groups \
    env HOME=/home/clerk DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere "$@"
}
# At the trial's own office, whose records are upgraded along. What it says, once it has ended well.
play() {
  local told
  told=$(as_clerk counter --json drill --data /home/clerk/station --page-kib 8 --passphrase-stdin "$@" <<<"$PASSPHRASE") ||
    fail "the drill $*: $told"
  echo "$told"
}
# Each case with its number, its state and where it is; fails where one is not sound.
list_cases() {
  as_clerk counter --json verify --passphrase-stdin /home/clerk/station <<<"$PASSPHRASE" | python3 -c '
import json, sys
found = json.load(sys.stdin)
faults = [case["case"] for case in found["cases"] if case["faults"]]
assert found["sound"] and not faults, (faults, found.get("audit"), found["database"])
for case in sorted(found["cases"], key=lambda case: case["case"]):
    print(case["case"], case["provisional"], case["status"], case["delivery"])
'
}
count() { grep -c "$1\$" <<<"$2" || true; }
# How many cases are in this state, in a list as above.
count_in() { awk -v state="$1" '$3 == state { count++ } END { print count + 0 }' <<<"$2"; }

echo "== a station of $(read_version "$older")"
make_root
cp "$older" "$root/var/tmp/older.deb"
cp "$newer" "$root/var/tmp/newer.deb"
# Between two releases both bear one number, and apt would take the newer for the one that is there.
if [ "$(read_version "$older")" = "$(read_version "$newer")" ]; then raise_version "$newer" "$root/var/tmp/newer.deb"; fi
inside apt-get update --quiet=2
install /var/tmp/older.deb
inside useradd --create-home clerk
# The one that silence accepted and the one sent back are at the office too; three more are decided after the upgrade.
leave=() states=() at_office=$AT_OFFICE open=0
if inside counter drill --help | grep -q -- --leave; then
  leave=(--leave) states=(draft:1 received:2 deemed:1 returned:1 voided:1) at_office=$((AT_OFFICE + 2)) open=3
fi
played=$(play --cases $AT_OFFICE --seed 1 --wait 120 "${leave[@]}")
played=$(play --cases $WAITING --seed 2 --offline)
before=$(list_cases)
[ "$(count acknowledged "$before")" = $at_office ] && [ "$(count queued "$before")" = $WAITING ] ||
  fail "the station before: $before"
for state in "${states[@]}"; do
  [ "$(count_in "${state%:*}" "$before")" = "${state#*:}" ] || fail "not $state before: $before"
done
# Those seeds draw each decision.
for state in accepted correction refused redirected; do
  [ "$(count_in $state "$before")" -gt 0 ] || fail "none is $state before: $before"
done

echo "== upgraded to $(read_version "$root/var/tmp/newer.deb")"
install /var/tmp/newer.deb
check_files $NAME
[ "$(inside dpkg-query --show --showformat '${Version}' $NAME)" = "$(dpkg-deb --field "$root/var/tmp/newer.deb" Version)" ] ||
  fail "the older one is installed still"
[ "$(list_cases)" = "$before" ] || fail "what was there is not there as it was"
played=$(play --cases $LATER --seed 3 --wait 120 --finish)
found=$(grep -o '"found":"[a-z]*"' <<<"$played" | sort | tr '\n' ' ' || true)
wanted=
[ $open = 0 ] || wanted='"found":"draft" "found":"held" "found":"received" "found":"returned" '
[ "$found" = "$wanted" ] || fail "not all was taken up: $found"
after=$(list_cases)
[ "$(count acknowledged "$after")" = $((at_office + WAITING + LATER + open)) ] || fail "not everything arrived: $after"
# What was decided stays as it is; what was open is decided now, what was sent back under the number that it had.
while read -r id number state _; do
  case $state in
    draft | received) wanted="^$id [^ ]+ (accepted|deferred) " ;;
    returned) wanted="^$id $number (accepted|deferred) " ;;
    *) wanted="^$id $number $state " ;;
  esac
  grep -qE "$wanted" <<<"$after" || fail "$id $number was $state: $after"
done <<<"$before"
# None where the schema is the same.
echo "   copied before the schema changed: $(find "$root/home/clerk/station" -name 'station.db.before-*' -printf '%f ')"

echo "== removed and installed again, purged and installed again"
for way in remove purge; do
  inside apt-get $way --yes --quiet=2 $NAME >/dev/null
  install /var/tmp/newer.deb
  [ "$(list_cases)" = "$after" ] || fail "the records are not as they were"
done
echo "== $(wc -l <<<"$after") cases, none lost"
printf '%s\n' "$before" | awk '{ print $3 }' | sort | uniq -c
