#!/bin/sh
# Keeps one throw-away PostgreSQL cluster for as long as its standard input stays open. The test run
# holds the other end: when it ends, for whatever reason (SIGKILL included), the server is stopped
# and its directory removed.
# Usage: postgres-keeper.sh <bin directory> <cluster directory, empty but for the file "password">
# <port>
bin=$1 home=$2 port=$3
trap 'rm -rf "$home"' EXIT

"$bin/initdb" --pgdata "$home/data" --username postgres --pwfile "$home/password" \
  --auth-host scram-sha-256 --auth-local trust --encoding UTF8 --locale C --no-sync --no-instructions >"$home/log" || {
  cat "$home/log" >&2
  exit 1
}
# Nothing here outlives the run, so nothing is worth waiting for the disk, nor tidying up; memory that
# it shares is in files of its directory, where the system would keep it after a sudden end.
"$bin/postgres" -D "$home/data" -p "$port" -h 127.0.0.1 -k "$home" -c max_connections=200 \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal \
  -c max_wal_senders=0 -c autovacuum=off -c dynamic_shared_memory_type=mmap >>"$home/log" 2>&1 &
server=$!
read -r _
# Stopped at once it ends with status 0; any other end is a failure to start or a crash.
kill -QUIT "$server" 2>/dev/null
wait "$server" || cat "$home/log" >&2
