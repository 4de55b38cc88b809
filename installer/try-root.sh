#!/usr/bin/env bash
# Installs the workstation's package in a clean Debian root with apt alone and plays the main stories there by the installed
# programs: card, list, scan, form, decision, the office's number. Then removes, installs again, purges, and says what is left.
#
#   installer/try-root.sh <package.deb> <demo>      as root, with mmdebstrap; `demo` is the stories' player of the same build
set -euo pipefail

package=$(realpath "$1")
player=$(realpath "$2")
# What the stories need beside a window's computer: a screen, a driver, a keyring, a look at pictures and papers.
beside=(xvfb xauth dbus-x11 gnome-keyring libsecret-tools webkit2gtk-driver openbox imagemagick xdotool poppler-utils)

. "$(dirname "$0")/clean-root.sh"

echo "== a clean root"
make_root
cp "$package" "$root/var/tmp/counter-workstation.deb"
inside apt-get update --quiet=2
began=$SECONDS
install /var/tmp/counter-workstation.deb
echo "== installed with apt alone in $((SECONDS - began)) s"
inside counter-desktop --check || true
inside dpkg --verify counter-workstation

echo "== the stories, by the installed programs"
install "${beside[@]}"
before=$(list_files)
cp "$player" "$root/var/tmp/demo"
inside env TESTED_PROGRAMS=/usr/lib/counter-workstation /var/tmp/demo

echo "== removed, installed again, purged"
inside apt-get remove --yes --quiet=2 counter-workstation >/dev/null
install /var/tmp/counter-workstation.deb
inside counter --version
inside apt-get purge --yes --quiet=2 counter-workstation >/dev/null
left=$(comm -13 <(echo "$before") <(list_files) | grep -v '^var/tmp' || true)
own=$(list_files | grep -iE 'counter-(workstation|desktop|update)' | grep -v '^var/tmp' || true)
if [ -n "$left$own" ]; then
  printf 'left behind:\n%s\n%s\n' "$left" "$own"
  exit 1
fi
echo "== nothing is left"
