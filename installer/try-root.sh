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

if [ "${IN_OWN_MOUNTS:-}" != yes ]; then
  exec env IN_OWN_MOUNTS=yes unshare --mount --propagation private -- "$0" "$@"
fi
root=$(mktemp -d /var/tmp/counter-root.XXXXXX)
mounted=(proc sys dev)
clean_up() {
  for folder in "${mounted[@]}"; do umount --recursive --lazy "$root/$folder" 2>/dev/null || true; done
  rm -rf --one-file-system "$root"
}
trap clean_up EXIT

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
install() { inside apt-get install --yes --quiet=2 --no-install-recommends "$@" >/dev/null; }
# Files outside the package manager's own books and caches.
list_files() {
  (cd "$root" && find etc usr opt var -xdev \( -path var/lib/dpkg -o -path var/lib/apt -o -path var/cache -o -path var/log \) -prune -o -print | sort)
}

echo "== a clean root"
# From where this machine has its packages, security among them: a window's computer has that too.
shopt -s nullglob
mmdebstrap --quiet --variant=apt bookworm "$root" /etc/apt/sources.list.d/debian.sources
for folder in "${mounted[@]}"; do mount --rbind "/$folder" "$root/$folder"; done
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$package" "$root/var/tmp/counter-workstation.deb"
inside apt-get update --quiet=2
began=$SECONDS
install /var/tmp/counter-workstation.deb
echo "== installed with apt alone in $((SECONDS - began)) s"
inside counter doctor || true
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
own=$(list_files | grep -i counter-workstation | grep -v '^var/tmp' || true)
if [ -n "$left$own" ]; then
  printf 'left behind:\n%s\n%s\n' "$left" "$own"
  exit 1
fi
echo "== nothing is left"
