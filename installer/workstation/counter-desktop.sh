#!/bin/sh
exec /usr/lib/counter-workstation/counter-desktop "$@"
