# Prints the facts that a health check needs: a name and a value on each line.
fact() { printf '%s=%s\n' "$1" "$2"; }

fact system "$( (. /etc/os-release && printf %s "$PRETTY_NAME") 2>/dev/null || uname -sr)"
fact architecture "$(uname -m)"
fact bash "${BASH_VERSION%%(*}"
fact home "$HOME"
df -Pk . | {
  read -r _
  read -r _ _ _ free _
  fact free "$free"
}
for program in bash python3 pwsh; do
  if command -v "$program" >/dev/null; then fact program "$program"; fi
done
