#!/usr/bin/env bash
# Installs the workstation's package in a clean Debian root with apt alone and plays the main stories there by the installed
# programs: card, list, scan, form, decision, the office's number; then a station that joins its centre and files there. Says
# how much it takes and the seconds from the bare system to the first filed case. Then removes, installs again, purges, and
# says what is left.
#
#   installer/try-root.sh <package.deb> <demo>      as root, with mmdebstrap; `demo` is the stories' player of the same build
set -euo pipefail

package=$(realpath "$1")
player=$(realpath "$2")
# What the stories need beside a window's computer: a screen, a driver, a keyring, a look at pictures and papers.
beside=(xvfb xauth dbus-x11 gnome-keyring libsecret-tools webkit2gtk-driver openbox imagemagick xdotool poppler-utils)

. "$(dirname "$0")/clean-root.sh"

# What lies in the root, in MiB, without what apt has fetched.
measure_root() {
  du --summarize --one-file-system --block-size=1M --exclude="$root/var/cache" --exclude="$root/var/lib/apt" "$root" | cut -f1
}

echo "== a clean root"
make_root
cp "$package" "$root/var/tmp/counter-workstation.deb"
inside apt-get update --quiet=2
bare=$(measure_root)
began=$SECONDS
install /var/tmp/counter-workstation.deb
installed=$((SECONDS - began))
own=$(inside dpkg-query --show --showformat '${Installed-Size}' counter-workstation)
echo "== installed with apt alone in $installed s: $((own / 1024)) MiB, $(($(measure_root) - bare)) MiB with all that it asks for"
inside counter-desktop --check || true
check_files counter-workstation

echo "== the stories, by the installed programs"
install "${beside[@]}"
before=$(list_files)
cp "$player" "$root/var/tmp/demo"
inside env TESTED_PROGRAMS=/usr/lib/counter-workstation /var/tmp/demo | tee "$root/var/tmp/played"
filed=$(sed -n 's/^a case is filed after \([0-9]*\) s$/\1/p' "$root/var/tmp/played")
[ -n "$filed" ] || fail "the player does not say when the first case was filed"
echo "== from a bare Debian to a filed case, by package: $((installed + filed)) s"

echo "== removed, installed again, purged"
inside apt-get remove --yes --quiet=2 counter-workstation >/dev/null
install /var/tmp/counter-workstation.deb
inside counter --version
inside apt-get purge --yes --quiet=2 counter-workstation >/dev/null
left=$(comm -13 <(echo "$before") <(list_files) | grep -v '^var/tmp' || true)
ours=$(list_files | grep -iE 'counter-(workstation|desktop|update)' | grep -v '^var/tmp' || true)
if [ -n "$left$ours" ]; then
  printf 'left behind:\n%s\n%s\n' "$left" "$ours"
  exit 1
fi
echo "== nothing is left"
