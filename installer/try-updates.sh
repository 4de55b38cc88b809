#!/usr/bin/env bash
# Updates a station in a clean Debian root by the checker of its own package, over a web server and by a stick, and tries to
# lead it astray first: an old repository after its end, flipped bits, another's keys, a downgrade, half a download, a
# half-written stick, nobody there. Each is refused for its own reason, and what was installed goes on working. Whoever asks
# for a password meanwhile – zenity, kdialog, sudo, pkexec – fails this.
#
#   installer/try-updates.sh <older.deb> [<newer.deb>]     as root, with mmdebstrap
#
# Both must have a checker. Without a newer one it is the older one again, packed with a higher version.
set -euo pipefail

older=$(realpath "$1")
newer=${2:+$(realpath "$2")}
here=$(realpath "$(dirname "$0")")
name=counter-workstation
. "$here/clean-root.sh"

work=$(mktemp -d /var/tmp/counter-updates.XXXXXX)
state=$root/var/lib/$name/updates
server=
stop_server() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  server=
}
leave() {
  stop_server
  gpgconf --homedir "$work/gnupg" --kill all 2>/dev/null || true
  gpgconf --homedir "$work/gnupg-stranger" --kill all 2>/dev/null || true
  rm -rf "$work"
  clean_up
}
trap leave EXIT

# Trees.
# make_tree <its name> <what repository.py is told…>
signer='' gnupg=gnupg key=key
make_tree() {
  "$here/repository.py" make --to "$work/$1" --gnupg "$work/$gnupg" --key "$work/$key" --counter "$signer" "${@:2}" >/dev/null
}
# A copy of a tree, to be damaged.
copy_tree() { rm -rf "${work:?}/$2" && cp -a "$work/$1" "$work/$2"; }
find_package() { echo "$1"/deb/pool/"$name"_*.deb; }
flip_bit() {
  python3 - "$1" <<'PY'
import sys
content = bytearray(open(sys.argv[1], "rb").read())
content[len(content) // 2] ^= 1
open(sys.argv[1], "wb").write(content)
PY
}
cut_in_half() { truncate --size $(($(stat --format %s "$1") / 2)) "$1"; }

# The server, and what the station knows of it.
serve() { ln -sfn "$work/$1" "$work/served"; }
start_server() {
  exec 3< <(exec python3 "$here/serve_tree.py" "$work/served" "$work/cut")
  server=$!
  read -r port <&3
  mkdir -p "$root/etc/$name"
  printf '{"source":"http://127.0.0.1:%s","key":"%s"}\n' "$port" "$public" >"$root/etc/$name/updates.json"
  printf 'Types: deb\nURIs: http://127.0.0.1:%s/deb\nSuites: stable\nComponents: main\nSigned-By: %s\n' \
    "$port" /etc/apt/keyrings/counter.gpg >"$root/etc/apt/counter.sources"
}

# The station.
set_traps() {
  local asker
  for asker in zenity kdialog sudo pkexec; do
    inside dpkg-divert --quiet --local --rename --add "/usr/bin/$asker" 2>/dev/null
    printf '#!/bin/sh\necho "$0 $*" >>/var/tmp/asked\nexit 1\n' >"$root/usr/bin/$asker"
    chmod 755 "$root/usr/bin/$asker"
    cp "$root/usr/bin/$asker" "$root/usr/local/bin/$asker"
    inside "$asker" 2>/dev/null || true
    grep -q "$asker" "$root/var/tmp/asked" || fail "the trap $asker catches nobody"
    rm "$root/var/tmp/asked"
  done
}
# run_checker <options…>: the word that it ended with, which must stand in its state too.
run_checker() {
  local answer word
  answer=$(inside "${before_it[@]}" counter --json update run --wait 1 "$@" 2>"$work/complaints" || true)
  word=$(python3 -c 'import json, sys; a = json.loads(sys.argv[1]); print(a.get("code") or a["result"])' "$answer") ||
    fail "no answer but: $answer $(cat "$work/complaints")"
  if [ -e "$state/state.json" ]; then
    python3 -c 'import json, sys; assert json.load(open(sys.argv[1]))["result"] == sys.argv[2]' "$state/state.json" "$word" ||
      fail "the state says something else than $word"
  fi
  echo "$word"
}
before_it=()
# What is installed is this version, whole, and works; nobody was asked for anything.
check_station() {
  local found
  found=$(inside dpkg-query --show --showformat '${db:Status-Abbrev}${Version}' "$name")
  [[ $found == "ii $1-"* ]] || fail "$found is installed, not $1"
  [ -z "$(inside dpkg --verify "$name")$(inside dpkg --audit)" ] || fail "what is installed is not whole"
  inside counter --version >/dev/null || fail "what is installed does not start"
  [ ! -e "$root/var/tmp/asked" ] || fail "somebody was asked: $(cat "$root/var/tmp/asked")"
}
# refuse <what> <the word> <options…>
refuse() {
  local word
  word=$(run_checker "${@:3}")
  [ "$word" = "$2" ] || fail "$1: $word, not $2"
  check_station "$now"
  [ -z "$(ls "$state/packages" 2>/dev/null)" ] || fail "$1: something of it stays in $state/packages"
  echo "   $1: $word"
}
# update_to <version> <options…>
update_to() {
  local word
  word=$(run_checker "${@:2}")
  [ "$word" = installed ] || fail "not updated to $1: $word $(cat "$work/complaints")"
  now=$1
  check_station "$now"
  echo "   updated to $now"
}
# ask_apt <what apt must say, or nothing where it must be content> <and then>
ask_apt() {
  local told options=(-o Dir::Etc::sourcelist=/etc/apt/counter.sources -o Dir::Etc::sourceparts=- -o Dir::State::lists=/var/tmp/lists)
  rm -rf "$root/var/tmp/lists"
  mkdir -p "$root/var/tmp/lists/partial"
  if told=$(inside apt-get "${options[@]}" update --error-on=any 2>&1 &&
    inside sh -c 'cd /var/tmp && apt-get "$@"' - "${options[@]}" -o APT::Sandbox::User=root download "$name" 2>&1); then
    [ -z "$1" ] || fail "apt takes it: $told"
    rm "$root"/var/tmp/"$name"_*.deb
  else
    [ -n "$1" ] && grep -qE "$1" <<<"$told" || fail "apt: $told"
  fi
  echo "   apt: ${1:-content}"
}

echo "== a station with the older version"
if [ -z "$newer" ]; then
  newer=$work/newer.deb
  raise_version "$older" "$newer"
fi
newest=$work/newest.deb
raise_version "$newer" "$newest"
now=$(read_version "$older")
to=$(read_version "$newer")
last=$(read_version "$newest")
make_root
cp "$older" "$root/var/tmp/older.deb"
inside apt-get update --quiet=2
install /var/tmp/older.deb systemd
inside systemd-tmpfiles --create "$name.conf"
timers=(counter-update.timer counter-update-boot.timer)
# A line that systemd does not understand is only told.
told=$(inside systemd-analyze verify --man=no counter-update.service "${timers[@]}" 2>&1) || fail "$told"
if grep -q counter- <<<"$told"; then fail "$told"; fi
for timer in "${timers[@]}"; do
  [ "$(inside systemctl is-enabled "$timer")" = enabled ] || fail "$timer is not enabled"
done
sed -n 's/^OnCalendar=//p' "$root/usr/lib/systemd/system/counter-update.timer" >"$work/hours"
[ -s "$work/hours" ] || fail "the timer names no hour"
while read -r hour; do
  inside systemd-analyze calendar "$hour" >/dev/null || fail "$hour is no hour for systemd"
done <"$work/hours"
set_traps
[ "$(run_checker)" = not_configured ] || fail "without a source it looks for updates"
check_station "$now"

echo "== what is published"
dpkg-deb --extract "$newer" "$work/programs"
signer=$work/programs/usr/lib/$name/counter
for who in "" -stranger; do
  "$here/repository.py" key "$work/gnupg$who" >/dev/null
  "$signer" --json update key "$work/key$who" >"$work/public$who"
done
public=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["key"])' "$work/public")
# Nobody signs what is past its end: it was signed in its time.
program=$signer
signer=$work/former-signer
printf '#!/bin/sh\nexec faketime -f -60d "%s" "$@"\n' "$program" >"$signer"
chmod 755 "$signer"
make_tree ended "$newer" --number 3 --valid-days 45 --made-at "$(date --utc --date '60 days ago' +%Y-%m-%dT%H:%M:%SZ)"
signer=$program
make_tree before "$newer" --number 4
make_tree good "$newer" --number 5 --news 第一行
make_tree lower "$older" --number 6
make_tree few "$newer" --number 5 --share 0
make_tree later "$newest" --number 7
gnupg=gnupg-stranger key=key-stranger
make_tree stranger "$newer" --number 9
mkdir -p "$root/etc/apt/keyrings"
cp "$work/good/counter-archive-keyring.gpg" "$root/etc/apt/keyrings/counter.gpg"
serve good
start_server

echo "== led astray over the line"
serve ended
refuse "an old repository after its end" refused_expired
ask_apt "Release file .* is expired"
serve stranger
refuse "another's keys" refused_signature
ask_apt "NO_PUBKEY"
copy_tree good forged
# One bit: 4 for 5.
sed -i 's/\(\\"number\\":\)5/\14/' "$work/forged/manifest.json"
! cmp --quiet "$work/good/manifest.json" "$work/forged/manifest.json" || fail "the manifest was not changed"
serve forged
refuse "a flipped bit in the manifest" refused_signature
copy_tree good forged
cut_in_half "$work/forged/manifest.json"
serve forged
refuse "half a manifest" refused_manifest
copy_tree good forged
flip_bit "$(find_package "$work/forged")"
serve forged
refuse "a flipped bit in the package" refused_digest
ask_apt "Hash Sum mismatch|unexpected size"
copy_tree good forged
flip_bit "$work/forged/deb/dists/stable/InRelease"
serve forged
ask_apt "BADSIG|not signed|Splitting up"
copy_tree good forged
flip_bit "$work/forged/deb/dists/stable/main/binary-$(dpkg-deb --field "$newer" Architecture)/Packages.xz"
serve forged
ask_apt "Hash Sum mismatch|unexpected size"
serve before
refuse "a lower number than was seen" refused_downgrade
serve good
touch "$work/cut"
refuse "half a download" no_answer
rm "$work/cut"
stop_server
refuse "nobody there" no_answer
start_server
serve few
refuse "others first" refused_share
serve good
ask_apt ""

echo "== updated, when the window is free"
before_it=(flock --shared /run/counter-workstation/in-use)
[ "$(run_checker)" = waiting_in_use ] || fail "it does not wait for a window that is in use"
check_station "$now"
before_it=()
# A power cut in the middle of an installation: what dpkg had written down of it lies there still.
inside sh -c "dpkg-query --status $name | sed 's/^Status: .*/Status: install reinstreq half-installed/' >/var/lib/dpkg/updates/0001"
! inside apt-get install --yes --quiet=2 "$name" >/dev/null 2>&1 || fail "the power cut is none: apt goes on"
update_to "$to"
grep -q 第一行 "$state/state.json" || fail "nothing says what is new"
# A package that was only packed anew calls itself by its old version.
if [ "$(inside counter --version)" = "counter $to" ]; then
  refuse "the same again" up_to_date
fi
serve lower
refuse "a lower version" refused_downgrade

echo "== by a stick"
stick=$root/media/stick/updates
source=(--source file:///media/stick/updates)
refuse "no stick" no_answer "${source[@]}"
put_on_stick() { "$here/repository.py" copy "$work/later" "$stick" >/dev/null; }
put_on_stick
cut_in_half "$(find_package "$stick")"
refuse "half a package on it" refused_digest "${source[@]}"
put_on_stick
rm "$(find_package "$stick")"
refuse "no package on it" no_answer "${source[@]}"
put_on_stick
cut_in_half "$stick/manifest.json"
refuse "half a manifest on it" refused_manifest "${source[@]}"
put_on_stick
update_to "$last" "${source[@]}"

echo "== removed and purged"
inside apt-get remove --yes --quiet=2 "$name" >/dev/null
[ -s "$state/state.json" ] || fail "removing forgets what was seen: an older version could come back"
inside apt-get purge --yes --quiet=2 "$name" >/dev/null
left=$(list_files | grep -E 'counter-update|var/lib/counter' || true)
[ -z "$left" ] && [ ! -e "$root/run/counter-workstation" ] || fail "left behind: $left"
[ ! -e "$root/var/tmp/asked" ] || fail "somebody was asked: $(cat "$root/var/tmp/asked")"
echo "== each refused, both updates installed, nobody asked"
