# Runs one script and stops it when standard input closes. docs/formats/scripts.md says what it reads.
mask=$(umask)
umask 077
cd 2>/dev/null
IFS= read -r token
IFS= read -r parent
IFS= read -r keep
program=()
while IFS= read -r word && [ -n "$word" ]; do program+=("$word"); done
folder=$parent/$token

answer() { printf '\n%s %s\n' "$token" "$*"; }

leave() {
  cd /
  # A script may have left folders that not even their owner can empty.
  [ "$keep" = yes ] || rm -rf -- "$folder" || { chmod -R u+rwx -- "$folder"; rm -rf -- "$folder"; }
  exit "$1"
}

refuse() {
  answer "$@"
  leave 1
} 2>/dev/null

# Copies exactly $1 bytes. Not head: busybox's reads further than it was asked to.
copy() {
  dd bs=65536 count=$(($1 / 65536)) iflag=fullblock || return
  [ $(($1 % 65536)) = 0 ] || dd bs=$(($1 % 65536)) count=1 iflag=fullblock
}

# True while a process of the group runs. One that has ended and only waits for its parent does not,
# for some systems' first process never asks after those it inherits.
runs() {
  kill -0 -- "-$group" || return
  [ -r /proc/self/stat ] || return 0
  local stat
  for stat in /proc/[0-9]*/stat; do
    read -r stat <"$stat" || continue
    # State, parent and group follow the name, which stands in parentheses.
    set -- ${stat##*) }
    [ "$3" != "$group" ] || [ "$1" = Z ] || return 0
  done
  return 1
}

reason=$({ mkdir -p -- "$parent" && mkdir -- "$folder"; } 2>&1) || refuse failed "$reason"
cd -- "$folder" || refuse failed "$folder cannot be entered."
folder=$PWD

while IFS= read -r file && [ -n "$file" ]; do
  size=${file%% *} name=${file#* }
  { reason=$({ copy "$size" >&3; } 2>&1) || refuse failed "$reason"; } 3>"$name"
  [ "$(wc -c <"$name")" -eq "$size" ] || refuse failed "$name is incomplete."
done

IFS= read -r size
LC_ALL=C IFS= read -r -N "$size" input || refuse failed "The input is incomplete."
command -v "${program[0]}" >/dev/null || refuse missing "${program[0]}"

exec 4<&0
answer started
# Job control gives the script a process group of its own, by which all of it can be stopped.
set -m
(
  umask "$mask"
  # It is this shell that is waited for, so it stays as long as the interpreter does.
  trap : TERM
  printf %s "$input" | "${program[@]}" 3<&0 </dev/null
) 4<&- &
set +m
group=$!
unset input
# Bash would report here how the script ended.
exec 2>/dev/null

{
  while IFS= read -r -t 120 -u 4 _; do :; done
  # From now on the supervisor waits until the whole group is gone.
  trap '' TERM
  kill -TERM -- "-$group"
  deadline=$((SECONDS + 3))
  while runs && ((SECONDS < deadline)); do sleep 0.1; done
  kill -KILL -- "-$group"
} >/dev/null &
watcher=$!

wait "$group"
code=$?
kill -TERM "$watcher"
wait "$watcher"
leave "$code"
