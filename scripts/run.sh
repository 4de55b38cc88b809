#!/usr/bin/env bash
# Opens the program; where there is no display, plays its main story on a screen of its own instead.
set -euo pipefail

programs=$1
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$programs/counter-desktop"
fi
echo "There is no display here, so the main story is played on one that cannot be seen."
exec "$programs/demo"
