#!/usr/bin/env bash
# Installs the workstation's rpm by rpm itself into a clean root that has the libraries, holds what lies there against the
# .deb's, lets the installed program look at itself, and removes it. Then by dnf, from a signed repository: a list that was
# changed is refused, the package is installed, and the station's own checker updates it to a higher version by dnf.
# What the rpm asks for by name is of other systems: rpm does without it, and dnf finds an empty package that offers it.
#
#   installer/try-rpm.sh <package.rpm> <package.deb>     as root, with mmdebstrap and rpm
set -euo pipefail

package=$(realpath "$1")
peer=$(realpath "$2")
here=$(realpath "$(dirname "$0")")
name=counter-workstation
. "$here/clean-root.sh"

work=$(mktemp -d /var/tmp/counter-rpm.XXXXXX)
leave() {
  gpgconf --homedir "$work/gnupg" --kill all 2>/dev/null || true
  rm -rf "$work"
  clean_up
}
trap leave EXIT

timers=(counter-update.timer counter-update-boot.timer)
# Path, mode and size of each file; the two keep their papers in folders of their own.
list_package() { (cd "$1" && find . -type f -printf '%P %m %s\n' | grep -v '^usr/share/doc/' | sort); }

# What the package's scripts did: the .deb's are those of its tool, the rpm's stand in package.toml.
check_timers() {
  local timer
  for timer in "${timers[@]}"; do
    [ "$(inside systemctl is-enabled "$timer" || true)" = enabled ] || fail "$timer is not enabled by the $1"
  done
}

echo "== a clean root, and in it the libraries that the .deb asks for"
make_root
cp "$peer" "$root/var/tmp/peer.deb"
inside apt-get update --quiet=2
install /var/tmp/peer.deb systemd
check_timers .deb
inside apt-get purge --yes --quiet=2 "$name" >/dev/null
before=$(list_files)

echo "== installed by rpm"
rpm --root "$root" --initdb
rpm --root "$root" --install --nodeps "$package"
rpm --root "$root" --verify --nodeps "$name"
check_timers rpm
files=$root/var/tmp/deb
mkdir "$files"
dpkg-deb --extract "$peer" "$files"
diff <(list_package "$files") \
  <(cd "$root" && rpm --root "$root" --query --list "$name" | sed 's,^/,,' | while read -r file; do
    if [ -f "$root/$file" ]; then find "$file" -printf '%p %m %s\n'; fi
  done | grep -v '^usr/share/doc/' | sort)

echo "== it looks at itself"
# 0 or 1: nothing is wrong; without a display, as here, there are warnings.
inside counter-desktop --check --english || [ $? = 1 ]

echo "== removed by rpm"
rpm --root "$root" --erase --nodeps "$name"
# Not ours: rpm's own books, a folder that is the system's where rpm is at home, what a scanner library writes when it is asked.
others='^(var/tmp|var/lib/rpm|usr/lib/sysimage|usr/share/applications$|var/lib/snmp)'
left=$(comm -13 <(echo "$before") <(list_files) | grep -vE "$others" || true)
if [ -n "$left" ]; then
  printf 'left behind:\n%s\n' "$left"
  exit 1
fi
echo "== nothing is left"

echo "== by dnf, from a signed repository"
# build_rpm <folder>: of the description on standard input; nothing is made of the files that it names.
build_rpm() {
  cat >"$work/spec"
  rpmbuild -bb --quiet --define "_topdir $work/rpmbuild" --define "_rpmdir $1" --define '__os_install_post %{nil}' \
    --define 'debug_package %{nil}' --define '_build_id_links none' "$work/spec" 2>"$work/complaints" ||
    fail "$(cat "$work/complaints")"
}
tree=$root/var/tmp/tree
signer=$files/usr/lib/$name/counter
"$here/repository.py" key "$work/gnupg" >/dev/null
public=$("$signer" --json update key "$work/key" | python3 -c 'import json, sys; print(json.load(sys.stdin)["key"])')
make_tree() { "$here/repository.py" make --to "$tree" --gnupg "$work/gnupg" --key "$work/key" --counter "$signer" "$1" >/dev/null; }
make_tree "$package"

install dnf rpm
{
  printf 'Name: others\nVersion: 1\nRelease: 1\nSummary: names of other systems\nLicense: CC0-1.0\nBuildArch: noarch\n'
  rpm --query --requires --package "$package" | grep -v '^rpmlib(' | sort --unique | sed 's/^/Provides: /'
  printf '%%description\nNames.\n%%files\n'
} | build_rpm "$root/var/tmp/others"
createrepo_c --quiet "$root/var/tmp/others"
mkdir -p "$root/etc/yum.repos.d"
cat >"$root/etc/yum.repos.d/counter.repo" <<REPOSITORIES
[counter]
name=Counter Workstation
baseurl=file:///var/tmp/tree/rpm
repo_gpgcheck=1
gpgcheck=0
gpgkey=file:///var/tmp/tree/rpm/repodata/repomd.xml.key
[others]
name=Names of other systems
baseurl=file:///var/tmp/others
gpgcheck=0
REPOSITORIES
call_dnf() { inside dnf --assumeyes --refresh "$@" 2>&1; }
read_installed() { rpm --root "$root" --query --queryformat '%{VERSION}' "$name"; }

lists=$tree/rpm/repodata/repomd.xml
cp --preserve "$lists" "$work/repomd.xml"
sed -i 's,<revision>[0-9]*</revision>,<revision>1</revision>,' "$lists"
! cmp --quiet "$lists" "$work/repomd.xml" || fail "the list was not changed"
if told=$(call_dnf install "$name"); then fail "dnf takes a list that was changed: $told"; fi
grep -q 'GPG signature' <<<"$told" || fail "dnf refuses it for another reason: $told"
cp --preserve "$work/repomd.xml" "$lists"
told=$(call_dnf install "$name") || fail "dnf: $told"
version=$(read_installed)
rpm --root "$root" --verify --nodeps "$name"
inside counter --version

echo "== updated by the checker, which calls dnf"
higher=$(awk -F. -v OFS=. '{ $3 += 1; print }' <<<"$version")
# The same files under a higher version, without scripts.
{
  printf 'Name: %s\nVersion: %s\nRelease: 1\nSummary: a higher version\nLicense: Apache-2.0\nAutoReqProv: no\n' "$name" "$higher"
  printf '%%description\nThe same.\n%%install\ncp -a %s/. %%{buildroot}\n%%files\n' "$files"
  (cd "$files" && find . -type f -printf '/%P\n')
} | build_rpm "$work/higher"
make_tree "$(find "$work/higher" -name '*.rpm')"
mkdir -p "$root/etc/$name"
printf '{"source":"file:///var/tmp/tree","key":"%s"}\n' "$public" >"$root/etc/$name/updates.json"
answer=$(inside counter --json update run --wait 1 2>"$work/complaints") || fail "not updated: $answer $(cat "$work/complaints")"
[ "$(read_installed)" = "$higher" ] || fail "$(read_installed) is installed and not $higher: $answer"
rpm --root "$root" --verify --nodeps "$name"
told=$(call_dnf remove "$name") || fail "dnf: $told"
[ ! -e "$root/usr/lib/$name/counter" ] || fail "removed by dnf, and still there"
echo "== installed, updated and removed by dnf"
