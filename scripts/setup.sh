#!/usr/bin/env bash
# Installs what building and testing need and this machine lacks; says nothing and does nothing when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

# The window and what it links to; fonts; devices; what the stories need of a desktop; the office's larger database;
# what sealing is measured beside.
packages=(
  build-essential curl ca-certificates pkg-config libssl-dev libwebkit2gtk-4.1-dev fonts-noto-cjk
  sane-utils cups cups-client
  webkit2gtk-driver xvfb xauth dbus dbus-x11 gnome-keyring libsecret-tools
  openbox imagemagick xdotool ibus ibus-libpinyin ibus-gtk3 poppler-utils faketime tzdata
  postgresql age
)

case "${1:-}" in
  # The peer that `make bench` measures beside.
  bench) packages+=(chromium) ;;
  # What packs, what makes and signs the repository, and what looks at both.
  package)
    packages+=(
      dpkg-dev rpm lintian desktop-file-utils appstream mmdebstrap
      apt-utils createrepo-c gpg gpg-agent gpgv openssl
    )
    ;;
esac

missing_packages() {
  for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

install_packages() {
  if ! command -v apt-get >/dev/null; then
    echo "This is not Debian or Ubuntu. Needed here under their names: ${packages[*]}" >&2
    return
  fi
  local missing as_root=()
  mapfile -t missing < <(missing_packages)
  [ "${#missing[@]}" -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  echo "installing: ${missing[*]}"
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=400 -qq update
  # The tests make clusters of their own; installing the server shall not start one for the whole machine.
  if [[ " ${missing[*]} " == *" postgresql "* ]]; then
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=400 -qq install -y \
      --no-install-recommends postgresql-common >/dev/null
    "${as_root[@]}" sed -ri 's/^#?(create_main_cluster) .*/\1 = false/' /etc/postgresql-common/createcluster.conf
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=400 -qq install -y \
    --no-install-recommends "${missing[@]}" >/dev/null
}

install_frontend() {
  local stamp=frontend/node_modules/.installed-from lock
  lock=$(sha256sum frontend/package-lock.json)
  [ "$(cat "$stamp" 2>/dev/null)" = "$lock" ] && return
  (cd frontend && npm ci --no-audit --no-fund --loglevel=error)
  echo "$lock" >"$stamp"
}

install_packages
install_frontend
scripts/pdfium.sh
