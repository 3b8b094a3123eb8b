#!/bin/sh
# Runs one temporary PostgreSQL cluster as long as its standard input is open. The test run has the other end of the pipe: when it ends for any reason (including SIGKILL), the server is stopped and its directory removed.
# Usage: postgres-watchdog.sh <bin directory> <cluster directory, empty except for the file "password">
# <port>
bin=$1 home=$2 port=$3
trap 'rm -rf "$home"' EXIT

"$bin/initdb" --pgdata "$home/data" --username postgres --pwfile "$home/password" \
  --auth-host scram-sha-256 --auth-local trust --encoding UTF8 --locale C --no-sync --no-instructions >"$home/log" || {
  cat "$home/log" >&2
  exit 1
}
# The data is not needed after the run, so durability and vacuum are disabled. Shared memory is in
# files of its directory, because System V shared memory would remain after a crash.
"$bin/postgres" -D "$home/data" -p "$port" -h 127.0.0.1 -k "$home" -c max_connections=200 \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal \
  -c max_wal_senders=0 -c autovacuum=off -c dynamic_shared_memory_type=mmap >>"$home/log" 2>&1 &
server=$!
read -r _
# After an immediate shutdown its status is 0; any other status is a failed start or a crash.
kill -QUIT "$server" 2>/dev/null
wait "$server" || cat "$home/log" >&2
