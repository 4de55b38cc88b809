#!/usr/bin/env bash
# Installs the office's package in a clean Debian root with apt alone: a user of its own, a service that systemd understands
# and that is neither enabled nor started. Enrols somebody, starts the office by the words of its unit, asks for its health,
# ends it by SIGTERM. Then removes, which keeps the records, installs again, purges, and says what is left.
#
#   installer/try-office.sh <counter-office.deb>     as root, with mmdebstrap
set -euo pipefail

package=$(realpath "$1")
name=counter-office
. "$(dirname "$0")/clean-root.sh"

records=$root/var/lib/$name
office=
leave() {
  if [ -n "$office" ]; then kill "$office" 2>/dev/null || true; fi
  clean_up
}
trap leave EXIT

# Who may sign in, as the records say.
list_accounts() { inside $name office accounts --json --data /var/lib/$name; }
# The office as the unit starts it, by its user and its options, but at a port that nobody has. Its first line is the address.
start_office() {
  local options
  options=$(sed -n 's/^OPTIONS=//p' "$root/etc/$name/office.conf")
  [[ $options == *127.0.0.1:8720* ]] || fail "the options name another address: $options"
  # shellcheck disable=SC2086
  exec 3< <(exec chroot "$root" env "${CLEAN[@]}" setpriv --reuid=$name --regid=$name --clear-groups \
    /usr/lib/$name/counter office ${options/:8720/:0} --json)
  office=$!
  read -r line <&3 || fail "the office did not start"
  address=$(python3 -c 'import json, sys; print(json.loads(sys.argv[1])["listening"])' "$line")
}
# As a service manager ends it: what it said last, and that it ended well.
stop_office() {
  local said
  kill -TERM "$office"
  said=$(cat <&3)
  wait "$office" || fail "ended by SIGTERM it says $?: $said"
  office=
  [[ $said == *stopped* ]] || fail "it was not stopped in order: $said"
}

echo "== a clean root"
make_root
inside apt-get update --quiet=2
install systemd
before=$(list_files)
cp "$package" "$root/var/tmp/office.deb"
install /var/tmp/office.deb
check_files $name
inside getent passwd $name | grep -q ':/var/lib/counter-office:/usr/sbin/nologin$' || fail "it has no user of its own"
[ "$(stat --format '%a %U' "$root/etc/$name/office.conf")" = '600 root' ] || fail "its secrets are not root's alone"
told=$(inside systemd-analyze verify --man=no $name.service 2>&1) || fail "$told"
if grep -q $name <<<"$told"; then fail "$told"; fi
[ "$(inside systemctl is-enabled $name || true)" = disabled ] || fail "it is enabled by its installation"

echo "== enrolled, started, asked, ended"
# As systemd makes it for StateDirectory.
inside install --directory --owner=$name --group=$name --mode=700 /var/lib/$name
inside $name enrol --data /var/lib/$name --number 3001 --name 张示例 --role clerk --station 示例站 --station-code SS-XN \
  --window 3号窗 <<<'eight letters' >/dev/null
accounts=$(list_accounts)
grep -q 3001 <<<"$accounts" || fail "nobody is enrolled: $accounts"
for round in first second; do
  start_office
  python3 - "$address" <<'PY' || fail "it is not well at its $round start"
import json, sys, urllib.request
ask = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
answer = json.load(ask(sys.argv[1] + "/hello", timeout=30))
assert answer["trial"] is False and not answer.get("demo_accounts"), answer
PY
  stop_office
done
strangers=$(find "$records" \( -perm /077 -o ! -user "$(stat --format %u "$records")" \) -print)
[ -z "$strangers" ] || fail "its records are not its user's alone: $strangers"

echo "== removed, installed again, purged"
inside apt-get remove --yes --quiet=2 $name >/dev/null
[ -e "$root/etc/$name/office.conf" ] || fail "removing forgets its options"
install /var/tmp/office.deb
[ "$(list_accounts)" = "$accounts" ] || fail "removing and installing again lost records"
inside apt-get purge --yes --quiet=2 $name >/dev/null
# The user stays; where it was written down, the lists of before stay beside.
others='^var/tmp|^etc/(passwd|group|shadow|gshadow|subuid|subgid)-$|^etc/\.pwd\.lock$'
left=$(comm -13 <(echo "$before") <(list_files) | grep -vE "$others" || true)
[ -z "$left" ] || fail "left behind: $left"
echo "== well, ended in order, nothing is left"
