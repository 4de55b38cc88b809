#!/bin/bash
# Stands in scanimage's place: a driver that takes nothing but what it says it has, no length beyond its own. In the folder $FAKE lie its options as
# `scanimage -A` lists them, its kind, how many sheets lie on it; `refused` names a setting that it lists and does not take,
# `slow` lets it never answer, `page.png` is what it sees. What it was called with is written into `calls`.
cd "$FAKE"; echo "$*" >>calls; [ -e slow ] && exec sleep 600
for word; do
  [ "$word" = -f ] && { echo "fake:0|Example|DS-1|$(cat kind)|0"; exit 0; }
done
previous=
for word; do
  name= value=
  case "$word" in
    --device-name=*|--format=*|--batch*|--progress) ;;
    --*=*) name=${word%%=*} value=${word#*=} ;;
  esac
  case "$previous" in -l|-t|-x|-y) name=$previous value=$word ;; esac
  previous=$word
  [ -n "$name" ] || continue
  line=$(grep -- "^ *$name[ []" options) || { echo "scanimage: unrecognized option '$word'" >&2; exit 1; }
  line=${line#*$name} line=${line% \[*}
  most=${line#*..} most=${most%%[!0-9.]*}
  case "$line" in *..*mm*) awk "BEGIN { exit !($value <= $most) }" || line=smaller ;; esac
  case "|${line# }|" in *..*|*"=("*|*"|$value|"*|*"|${value}dpi|"*) ok=yes ;; *) ok= ;; esac
  [ "${name##*-}" = "$(cat refused 2>/dev/null)" ] && ok=
  [ -n "$ok" ] || { echo "scanimage: setting of option $name failed (Invalid argument)" >&2; exit 1; }
done
for word; do
  [ "$word" = -A ] && { cat options; exit 0; }
  case "$word" in --batch-count=*) count=${word#*=} ;; esac
done
cd - >/dev/null
for ((page = 1; page <= count; page++)); do
  if [ "$page" -gt "$(cat "$FAKE/sheets")" ]; then
    echo "scanimage: sane_start: Document feeder out of documents" >&2; exit 7
  fi
  if [ -e "$FAKE/page.png" ]; then cp "$FAKE/page.png" "p$page.png"
  else printf '\x89PNG\r\n\x1a\n....IEND\xae\x42\x60\x82' >"p$page.png"; fi
  echo "p$page.png"
done
