# The functions and variables of a Bash script. docs/formats/scripts.md
__octopus_field() {
  local size
  IFS= read -r -u 3 size || return
  REPLY=
  [ "$size" = 0 ] || LC_ALL=C IFS= read -r -u 3 -N "$size" REPLY
}

__octopus_field
__octopus_script=$REPLY
# The dot lets a variable have any name: bash has no empty subscript, and "@" means all of them.
declare -A __octopus_variables
while __octopus_field; do
  __octopus_name=$REPLY
  __octopus_field
  __octopus_variables[".$__octopus_name"]=$REPLY
done
exec 3<&-
unset REPLY __octopus_name
unset -f __octopus_field

encode_servicemessagevalue() { printf %s "$1" | base64 | tr -d '\n'; }

decode_servicemessagevalue() { printf %s "$1" | base64 -d; }

get_octopusvariable() { printf %s "${__octopus_variables[".$1"]-}"; }

set_octopusvariable() {
  local sensitive=
  [ "${3-}" != -sensitive ] || sensitive=" sensitive='VHJ1ZQ=='"
  printf "##octopus[setVariable name='%s' value='%s'%s]\n" \
    "$(encode_servicemessagevalue "$1")" "$(encode_servicemessagevalue "${2-}")" "$sensitive"
}

fail_step() {
  [ -z "${1-}" ] ||
    printf "##octopus[resultMessage message='%s']\n" "$(encode_servicemessagevalue "$1")"
  exit 1
}

update_progress() {
  printf "##octopus[progress percentage='%s' message='%s']\n" \
    "$(encode_servicemessagevalue "$1")" "$(encode_servicemessagevalue "${2-}")"
}

new_octopusartifact() {
  local path=$1 name=${2-}
  [ "${path#/}" != "$path" ] || path=$PWD/$path
  [ -f "$path" ] || {
    printf '%s is not a file: it cannot become an artifact.\n' "$path" >&2
    return 1
  }
  printf "##octopus[createArtifact path='%s' name='%s' length='%s']\n" \
    "$(encode_servicemessagevalue "$path")" "$(encode_servicemessagevalue "${name:-${path##*/}}")" \
    "$(encode_servicemessagevalue "$(wc -c <"$path")")"
}

__octopus_write() { printf '##octopus[stdout-%s]\n%s\n##octopus[stdout-default]\n' "$1" "$2"; }
write_verbose() { __octopus_write verbose "$*"; }
write_highlight() { __octopus_write highlight "$*"; }
write_wait() { __octopus_write wait "$*"; }
write_warning() { __octopus_write warning "$*"; }
