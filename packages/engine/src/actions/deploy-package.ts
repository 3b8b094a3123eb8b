/** Where a package goes on a target, unless its action says. */
const FOLDER = `$HOME/.indelible/applications/#{Octopus.Environment.Name}/#{Octopus.Action.Package.PackageId}/#{Octopus.Action.Package.PackageVersion}`;

/**
 * The script that puts a package in its place on a target: unpacked where it is an archive that the
 * target can unpack, as it is otherwise. A package may bring scripts that run before, for and after
 * that, as the field's packages do: PreDeploy.sh, Deploy.sh, PostDeploy.sh.
 */
export const DEPLOY_PACKAGE_SCRIPT = `set -euo pipefail
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
