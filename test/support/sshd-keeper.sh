#!/bin/sh
# Keeps one throw-away OpenSSH server for as long as its standard input stays open. The test run holds
# the other end: when it ends, for whatever reason (SIGKILL included), the server is stopped and its
# directory removed.
# Usage: sshd-keeper.sh <sshd> <directory with sshd_config>
sshd=$1 home=$2
trap 'rm -rf "$home"' EXIT

"$sshd" -D -e -f "$home/sshd_config" &
server=$!
read -r _
kill "$server" 2>/dev/null
wait "$server"
