#!/usr/bin/env bash
# Installs the workstation's rpm by rpm itself into a clean root that has the libraries, holds what lies there against the
# .deb's, and lets the installed program look at itself. What the rpm asks for by name is of other systems and is not tried.
#
#   installer/try-rpm.sh <package.rpm> <package.deb>     as root, with mmdebstrap and rpm
set -euo pipefail

package=$(realpath "$1")
peer=$(realpath "$2")
. "$(dirname "$0")/clean-root.sh"

# Path, mode and size of each file; the two keep their papers in folders of their own.
list_package() { (cd "$1" && find . -type f -printf '%P %m %s\n' | grep -v '^usr/share/doc/' | sort); }

echo "== a clean root, and in it the libraries that the .deb asks for"
make_root
cp "$peer" "$root/var/tmp/peer.deb"
inside apt-get update --quiet=2
install /var/tmp/peer.deb
inside apt-get purge --yes --quiet=2 counter-workstation >/dev/null
before=$(list_files)

echo "== installed by rpm"
rpm --root "$root" --initdb
rpm --root "$root" --install --nodeps "$package"
rpm --root "$root" --verify --nodeps counter-workstation
mkdir "$root/var/tmp/deb"
dpkg-deb --extract "$peer" "$root/var/tmp/deb"
diff <(list_package "$root/var/tmp/deb") \
  <(cd "$root" && rpm --root "$root" --query --list counter-workstation | sed 's,^/,,' | while read -r file; do
    if [ -f "$root/$file" ]; then find "$file" -printf '%p %m %s\n'; fi
  done | grep -v '^usr/share/doc/' | sort)

echo "== it looks at itself"
# 0 or 1: nothing is wrong; without a display, as here, there are warnings.
inside counter-desktop --check --english || [ $? = 1 ]

echo "== removed by rpm"
rpm --root "$root" --erase --nodeps counter-workstation
# Not ours: rpm's own books, a folder that is the system's where rpm is at home, what a scanner library writes when it is asked.
others='^(var/tmp|var/lib/rpm|usr/lib/sysimage|usr/share/applications$|var/lib/snmp)'
left=$(comm -13 <(echo "$before") <(list_files) | grep -vE "$others" || true)
if [ -n "$left" ]; then
  printf 'left behind:\n%s\n' "$left"
  exit 1
fi
echo "== nothing is left"
