# Shared by the commands in bin/: where things are, how to speak, what Debian must lend.
# Sourced, never run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
VENV=$ROOT/.venv
export DEPESCHE_HOME=${DEPESCHE_HOME:-$ROOT/var}

say() { printf '%s\n' "· $*" >&2; }
fail() { printf '%s\n' "depesche: $*" >&2; exit 1; }

# run_quietly LOG COMMAND…: silence while it works, the whole log when it fails.
run_quietly() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null || { cat "$log" >&2; return 1; }
}

# install_debian PACKAGE…: installs by name what is missing, and says so before.
install_debian() {
  command -v apt-get >/dev/null || fail "please install with your system's package manager: $*"
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "as root, please run: apt-get install $*"
    as_root=(sudo)
  fi
  say "Installing Debian packages: $*"
  local log
  log=$(mktemp)
  run_quietly "$log" "${as_root[@]}" apt-get update -q || fail "apt-get update failed (see above)"
  run_quietly "$log" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "$@" || fail "apt-get install failed (see above)"
  rm -f "$log"
}

# The folder of initdb, postgres and pg_ctl; Debian keeps them off the PATH. Empty when absent.
postgres_binaries() {
  local initdb
  initdb=$(command -v initdb || ls -1v /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1)
  [ -z "$initdb" ] || dirname "$initdb"
}

# The first Python that is new enough and on the PATH. Empty when there is none.
find_python() {
  local name
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
}
