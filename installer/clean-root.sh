# shellcheck shell=bash
# Sourced by try-root.sh and try-updates.sh, by root alone: a clean Debian root, which goes when the script ends.
# Gives `root`, make_root, inside, install, list_files, clean_up.

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

# From where this machine has its packages, security among them: a window's computer has that too.
make_root() {
  mmdebstrap --quiet --variant=apt bookworm "$root" /etc/apt/sources.list.d/debian.sources
  for folder in "${mounted[@]}"; do mount --rbind "/$folder" "$root/$folder"; done
  cp /etc/resolv.conf "$root/etc/resolv.conf"
}
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
install() { inside apt-get install --yes --quiet=2 --no-install-recommends "$@" >/dev/null; }
# Files outside the package manager's own books and caches.
list_files() {
  (cd "$root" && find etc usr opt var -xdev \( -path var/lib/dpkg -o -path var/lib/apt -o -path var/cache -o -path var/log \) -prune -o -print | sort)
}
