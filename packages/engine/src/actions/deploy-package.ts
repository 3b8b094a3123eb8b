import { object } from "@indelible/domain";
import { defineAction } from "./action-kind.ts";

/** The default installation folder on a target. */
const FOLDER = `$HOME/.indelible/applications/#{Octopus.Environment.Name}/#{Octopus.Action.Package.PackageId}/#{Octopus.Action.Package.PackageVersion}`;

/**
 * Unpacks an archive if the target has the tools for it, and copies any other file. A package may
 * contain scripts that run before, for and after the deployment: PreDeploy.sh, Deploy.sh, PostDeploy.sh.
 */
const SCRIPT = `set -euo pipefail
package="$(get_octopusvariable 'Octopus.Action.Package.PackageFileName')"
folder="$(get_octopusvariable 'Octopus.Action.Package.CustomInstallationDirectory')"
if [ -z "$folder" ]; then folder="${FOLDER}"; fi
mkdir -p -- "$folder"
case "$package" in
  *.tar.gz|*.tgz|*.tar|*.tar.bz2) tar -xf "$package" -C "$folder" ;;
  *.zip|*.nupkg|*.jar|*.war)
    command -v unzip >/dev/null || fail_step "unzip is not installed on this target, so that $package cannot be unpacked."
    unzip -q -o "$package" -d "$folder" ;;
  *) cp -- "$package" "$folder/" ;;
esac
set_octopusvariable 'Package.InstallationDirectoryPath' "$folder"
cd -- "$folder"
for script in PreDeploy.sh Deploy.sh PostDeploy.sh; do
  if [ -f "$script" ]; then echo "Running $script"; source "./$script"; fi
done
echo "Installed to $folder"
`;

/** Installs the primary package of the action on the target. docs/formats/packages.md */
export const deployPackage = defineAction({
  type: "Octopus.TentaclePackage",
  label: "Deploy a package",
  properties: object({}),
  example: {},
  run: ({ expand, runScript }) => runScript({ syntax: "Bash", body: expand(SCRIPT) }),
});
