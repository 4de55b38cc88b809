#!/usr/bin/env bash
# Opens the program; where there is no display, plays its main story on a screen of its own instead.
set -euo pipefail

programs=$1
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  # Where nothing is settled of the trial, its departments work by themselves: a working day of theirs takes half a
  # minute, and a case has its whole life within ten.
  config=${COUNTER_HOME:+$COUNTER_HOME/config}
  config=${config:-${XDG_CONFIG_HOME:-$HOME/.config}/cn.example.counter-workstation}
  if [ ! -e "$config/trial.json" ]; then
    mkdir -p "$config"
    echo '{"day_seconds": 30, "seed": 1}' >"$config/trial.json"
  fi
  exec "$programs/counter-desktop"
fi
echo "There is no display here, so the main story is played on one that cannot be seen."
exec "$programs/demo"
