# shellcheck shell=bash
# Sourced by the other try-*.sh, by root alone: a clean Debian root, which goes when the script ends.
# Gives `root`, make_root, inside, install, list_files, check_files, read_version, raise_version, fail, clean_up.

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
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

# From where this machine has its packages, security among them: a window's computer has that too.
make_root() {
  mmdebstrap --quiet --variant=apt bookworm "$root" /etc/apt/sources.list.d/debian.sources
  for folder in "${mounted[@]}"; do mount --rbind "/$folder" "$root/$folder"; done
  cp /etc/resolv.conf "$root/etc/resolv.conf"
}
readonly CLEAN=(-i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive)
inside() { chroot "$root" env "${CLEAN[@]}" "$@"; }
install() { inside apt-get install --yes --quiet=2 --no-install-recommends "$@" >/dev/null; }
# Files outside the package manager's own books and caches.
list_files() {
  (cd "$root" && find etc usr opt var -xdev \( -path var/lib/dpkg -o -path var/lib/apt -o -path var/cache -o -path var/log \) -prune -o -print | sort)
}
# What dpkg put down is there as it was: it tells what is not, and is content all the same.
check_files() {
  local changed
  changed=$(inside dpkg --verify "$1")
  [ -z "$changed" ] || fail "$1 is not whole: $changed"
}

# What a package calls itself, without its revision.
read_version() { dpkg-deb --field "$1" Version | sed 's/-[^-]*$//'; }
# raise_version <deb> <to>: the same with the last of its three numbers raised.
raise_version() {
  local higher place
  higher=$(read_version "$1" | awk -F. -v OFS=. '{ $3 += 1; print }')
  place=$(mktemp -d /var/tmp/counter-repacked.XXXXXX)
  dpkg-deb --raw-extract "$1" "$place/package"
  sed -i "s/^Version: .*/Version: $higher-1/" "$place/package/DEBIAN/control"
  dpkg-deb --root-owner-group -Zgzip -z1 --build "$place/package" "$2" >/dev/null
  rm -rf "$place"
}
