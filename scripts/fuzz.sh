#!/usr/bin/env bash
# Feeds each fuzz target for so many minutes: scripts/fuzz.sh MINUTES [TARGET…]. What is found lies in the build folder;
# an input that stopped a target is kept by hand in tests/fuzz/corpus, where `make test` replays it.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

minutes=${1:?minutes for each target}
shift
build=${CARGO_TARGET_DIR:-$root/target}
mapfile -t targets < <(sed -n 's/^name = "\(.*\)"$/\1/p' tests/fuzz/Cargo.toml | grep -vx fuzz)
[ "$#" -gt 0 ] && targets=("$@")

if ! cargo fuzz --version >/dev/null 2>&1; then
  echo "cargo-fuzz is not installed, so nothing was fuzzed: cargo install --locked cargo-fuzz" >&2
  exit 1
fi
library=${COUNTER_PDFIUM:-$build/pdfium/libpdfium.so}
if [ ! -e "$library" ]; then
  echo "The PDF library is not at $library, so nothing was fuzzed: make setup fetches it." >&2
  exit 1
fi

# The same versions as in the program; the fuzzer's own come to them here and nowhere else.
cp Cargo.lock tests/fuzz/Cargo.lock
# No keyring of this session is asked, and nothing stays in the folder of temporary files.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export TMPDIR=$scratch DBUS_SESSION_BUS_ADDRESS=unix:path=$scratch/nobody
export COUNTER_PDFIUM=$library CARGO_TARGET_DIR=$build/fuzz

# All of them before the first minute: what does not build is no input that stopped a target.
for target in "${targets[@]}"; do
  cargo fuzz build --fuzz-dir "$root/tests/fuzz" --sanitizer none "$target"
done

failed=()
for target in "${targets[@]}"; do
  found=$build/fuzz/found/$target
  mkdir -p "$found" "$build/fuzz/stopped/$target"
  echo "== $target: $minutes minutes"
  # The first folder is written to; what is kept is only read.
  cargo fuzz run --fuzz-dir "$root/tests/fuzz" --sanitizer none "$target" "$found" "$root/tests/fuzz/corpus/$target" -- \
    -max_total_time=$((minutes * 60)) -timeout=60 -rss_limit_mb=4096 \
    -artifact_prefix="$build/fuzz/stopped/$target/" || failed+=("$target")
done

if [ "${#failed[@]}" -gt 0 ]; then
  echo "Stopped by an input in $build/fuzz/stopped: ${failed[*]}" >&2
  exit 1
fi
