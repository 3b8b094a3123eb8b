#!/bin/sh
# Runs one temporary OpenSSH server as long as its standard input is open. The test run has the other end of the pipe: when it ends for any reason (including SIGKILL), the server is stopped and its directory removed.
# Usage: sshd-watchdog.sh <sshd> <directory with sshd_config>
sshd=$1 home=$2
trap 'rm -rf "$home"' EXIT

"$sshd" -D -e -f "$home/sshd_config" &
server=$!
read -r _
kill "$server" 2>/dev/null
wait "$server"
