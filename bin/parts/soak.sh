#!/usr/bin/env bash
# The tests that have a long form, in their long form, on PostgreSQL and on SQLite: minutes to an
# hour. Needs bin/setup --dev.
#   bin/parts/soak.sh -k soak      arguments are pytest's own
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source "$(dirname "${BASH_SOURCE[0]}")/postgres.sh"
cd "$ROOT" || exit
unset DEPESCHE_HOME DATABASE_URL
export SOAK=full
soak() { "${PYTHON:-$VENV/bin/python}" -m pytest -m "not journey" -s "$@"; }

trap stop_postgres EXIT
failed=()
say "On SQLite"
soak "$@" || failed+=(SQLite)
say "On PostgreSQL"
start_postgres
soak "$@" || failed+=(PostgreSQL)
[ ${#failed[@]} = 0 ] || fail "failed on ${failed[*]}"
