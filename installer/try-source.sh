#!/usr/bin/env bash
# How long it takes from a bare Debian to a filed case by source: what README.md asks for is put into a clean root, the
# commit at hand is cloned there, and `make run` sets up, builds and plays the main story, since there is no display. By
# hand; by package the seconds are those that try-root.sh says.
#
#   installer/try-source.sh     as root, with mmdebstrap, Rust and Node
set -euo pipefail

repository=$(realpath "$(dirname "$0")/..")
toolchain=$(rustc --print sysroot)
node=$(realpath "$(command -v node)")
npm=$(npm root --global)/npm
. "$(dirname "$0")/clean-root.sh"

# The tools are this machine's: how long they take to install is the network's affair, and each has ways of its own.
take_tools() {
  mkdir -p "$root/opt/rust" "$root/opt/node/bin" "$root/opt/node/lib/node_modules"
  cp -a "$toolchain/." "$root/opt/rust"
  cp "$node" "$root/opt/node/bin/node"
  cp -a "$npm" "$root/opt/node/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/opt/node/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/opt/node/bin/npx"
  # From where this machine has its crates and packages.
  mkdir -p "$root/root/.cargo"
  for file in .cargo/config.toml .npmrc .config/pip/pip.conf; do
    if [ -e "$HOME/$file" ]; then mkdir -p "$(dirname "$root/root/$file")" && cp "$HOME/$file" "$root/root/$file"; fi
  done
  if [ -e /etc/pip.conf ]; then cp /etc/pip.conf "$root/etc/pip.conf"; fi
}
make_run() {
  inside PATH=/opt/rust/bin:/opt/node/bin:/usr/sbin:/usr/bin:/sbin:/bin CARGO_HOME=/root/.cargo make --directory /root/counter run
}

echo "== a clean root with git, make, Rust, Node and Python"
make_root
inside apt-get update --quiet=2
install git make ca-certificates python3 python3-pip
take_tools
git clone --quiet --no-hardlinks "$repository" "$root/root/counter"
began=$SECONDS filed=
while read -r line; do
  echo "$line"
  case $line in
    "a case is filed after"*)
      filed=$((SECONDS - began))
      echo "== from a bare Debian to a filed case, by source: $filed s"
      ;;
  esac
done < <(make_run 2>&1)
[ -n "$filed" ] || fail "no case was filed"
