# A PostgreSQL of our own for one test run: in a temporary folder, reached by a socket in it,
# without care for a crash, gone with the shell that started it. Sourced, never run.

# start_postgres: exports DATABASE_URL. The caller's EXIT trap must call stop_postgres.
start_postgres() {
  postgres_bin=$(postgres_binaries)
  [ -n "$postgres_bin" ] || fail "PostgreSQL is not installed: run bin/setup --dev"
  # In lower case, and short: the path is a host name in a URL, and a socket's address.
  postgres_home=/tmp/depesche-postgres-$$-$RANDOM
  mkdir -m 711 "$postgres_home" || exit
  as_postgres=()
  if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
    as_postgres=(runuser -u postgres --)
    chown postgres "$postgres_home"
  fi
  # From a folder that the other user may enter, or every command complains.
  (
    cd "$postgres_home"
    run_quietly "$postgres_home.log" "${as_postgres[@]}" "$postgres_bin/initdb" --auth=trust \
      --username=depesche --encoding=UTF8 --locale=C.UTF-8 --no-sync "$postgres_home/data"
    run_quietly "$postgres_home.log" "${as_postgres[@]}" "$postgres_bin/pg_ctl" start --wait \
      --silent --pgdata="$postgres_home/data" --log="$postgres_home/server.log" --options="\
        -c listen_addresses= -c unix_socket_directories=$postgres_home \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
  ) || fail "PostgreSQL did not start (see above)"
  export DATABASE_URL=postgres://depesche@${postgres_home//\//%2F}/postgres
}

stop_postgres() {
  [ -n "${postgres_home:-}" ] || return 0
  (cd / && "${as_postgres[@]}" "$postgres_bin/pg_ctl" stop --silent --mode=immediate \
    --pgdata="$postgres_home/data" >/dev/null 2>&1) || true
  rm -rf "$postgres_home" "$postgres_home.log"
  postgres_home=
}
