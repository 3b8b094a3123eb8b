const steps = ["Fetch", "Back up", "Stop", "Copy", "Migrate", "Start", "Check", "Announce"];

/**
 * A deployment process of eight steps as a team might have it, about 5.8 kB of JSON.
 *
 * @param {string} projectId
 */
export function deploymentProcess(projectId) {
  return { ProjectId: projectId, LastSnapshotId: null, Steps: steps.map(step) };
}

/**
 * The same process with one line of one script changed.
 *
 * @param {import("@indelible/trail").JsonObject} body
 * @param {number} count number of the edit: determines the step and the text
 * @returns {import("@indelible/trail").JsonObject}
 */
export function edited(body, count) {
  const copy = structuredClone(/** @type {ReturnType<typeof deploymentProcess>} */ (body));
  const action = copy.Steps[count % copy.Steps.length]?.Actions[0];
  if (action !== undefined) action.Properties["Octopus.Action.Script.ScriptBody"] = script(count);
  return copy;
}

/**
 * @param {string} name
 * @param {number} index
 */
function step(name, index) {
  return {
    Id: `step-${index}`,
    Name: name,
    Slug: name.toLowerCase().replace(" ", "-"),
    Condition: "Success",
    StartTrigger: "StartAfterPrevious",
    PackageRequirement: "LetOctopusDecide",
    Properties: { "Octopus.Action.TargetRoles": "web-server,worker" },
    Actions: [
      {
        Id: `action-${index}`,
        Name: name,
        Slug: name.toLowerCase().replace(" ", "-"),
        ActionType: "Octopus.Script",
        IsDisabled: false,
        IsRequired: false,
        CanBeUsedForProjectVersioning: false,
        Condition: "Success",
        Channels: [],
        Environments: [],
        ExcludedEnvironments: [],
        TenantTags: [],
        Packages: [],
        Properties: {
          "Octopus.Action.Script.ScriptSource": "Inline",
          "Octopus.Action.Script.Syntax": "Bash",
          "Octopus.Action.Script.ScriptBody": script(index),
          "Octopus.Action.RunOnServer": "false",
        },
      },
    ],
  };
}

/** @param {number} count */
function script(count) {
  return `set -euo pipefail\ncd /srv/shop\n./deploy.sh --release ${count}\n./check.sh\n`;
}
