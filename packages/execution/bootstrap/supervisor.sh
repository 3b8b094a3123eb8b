# Runs one script and stops it when standard input closes. docs/formats/scripts.md describes its
# input.
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
  # The script may have left folders without write permission for their owner.
  [ "$keep" = yes ] || rm -rf -- "$folder" || { chmod -R u+rwx -- "$folder"; rm -rf -- "$folder"; }
  exit "$1"
}

refuse() {
  answer "$@"
  leave 1
} 2>/dev/null

# Copies exactly $1 bytes. Not with head: that of busybox reads more than requested.
copy() {
  dd bs=65536 count=$(($1 / 65536)) iflag=fullblock || return
  [ $(($1 % 65536)) = 0 ] || dd bs=$(($1 % 65536)) count=1 iflag=fullblock
}

# True while a process of the group runs. Zombies are not counted: in some containers the first
# process never reaps those that it inherits.
runs() {
  kill -0 -- "-$group" || return
  [ -r /proc/self/stat ] || return 0
  local stat
  for stat in /proc/[0-9]*/stat; do
    read -r stat <"$stat" || continue
    # State, parent and group follow the name, which is in parentheses.
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
# Job control gives the script its own process group, so that all its processes can be stopped.
set -m
(
  umask "$mask"
  # The supervisor waits for this shell, so it must not end before the interpreter.
  trap : TERM
  printf %s "$input" | "${program[@]}" 3<&0 </dev/null
) 4<&- &
set +m
group=$!
unset input
# Bash would report on standard error how the script ended.
exec 2>/dev/null

{
  while IFS= read -r -t 120 -u 4 _; do :; done
  # From now on the supervisor waits until the whole group has ended.
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
