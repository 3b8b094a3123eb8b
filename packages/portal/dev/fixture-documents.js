// Documents of a made-up company, enough for every page of the portal.

const space = { Id: "Spaces-1", Name: "Default", IsDefault: true, Description: "", Links: {} };
const second = { Id: "Spaces-2", Name: "Platform", IsDefault: false, Description: "", Links: {} };

const users = [
  ["Users-1", "admin", "Administrator", false],
  ["Users-21", "alice", "Alice", false],
  ["Users-22", "bob", "Bob", false],
  ["Users-23", "deploy-bot", "Deploy bot", true],
  ["Users-24", "auditor", "Outside auditor", false],
].map(([Id, Username, DisplayName, IsService]) => ({
  Id,
  Username,
  DisplayName,
  IsService,
  IsActive: true,
  EmailAddress: `${Username}@example.com`,
  Links: {},
}));

const named = (prefix, names, more = () => ({})) =>
  names.map((Name, index) => ({
    Id: `${prefix}-${index + 1}`,
    Name,
    SpaceId: "Spaces-1",
    Description: "",
    ...more(index),
    Links: {},
  }));

const projectNames = ["Web shop", "Payments", "Warehouse", "Mail", "Search", "Reports"];
const step = (Name, script) => ({
  Id: `step-${Name.toLowerCase().replaceAll(" ", "-")}`,
  Name,
  Condition: "Success",
  Actions: [
    {
      Name,
      ActionType: "Octopus.Script",
      Properties: { "Octopus.Action.Script.ScriptBody": script },
    },
  ],
});

/** The documents by API route. */
export const documents = {
  spaces: [space, second],
  users,
  projectgroups: named("ProjectGroups", ["Storefront", "Back office"]),
  lifecycles: named("Lifecycles", ["Default lifecycle", "Hotfix"], () => ({
    Phases: [
      {
        Name: "Development",
        AutomaticDeploymentTargets: ["Environments-1"],
        IsOptionalPhase: false,
      },
      { Name: "Production", AutomaticDeploymentTargets: [], IsOptionalPhase: false },
    ],
  })),
  environments: named("Environments", ["Development", "Staging", "Production"], (index) => ({
    SortOrder: index,
    UseGuidedFailure: index === 2,
    AllowDynamicInfrastructure: index < 2,
  })),
  machines: named("Machines", ["web-1", "web-2", "db-1"], (index) => ({
    EnvironmentIds: ["Environments-3"],
    Roles: index < 2 ? ["web"] : ["database"],
    IsDisabled: false,
    Endpoint: { CommunicationStyle: "Ssh", Host: `10.0.0.${index + 10}`, Port: 22 },
  })),
  projects: named("Projects", projectNames, (index) => ({
    ProjectGroupId: `ProjectGroups-${(index % 2) + 1}`,
    LifecycleId: "Lifecycles-1",
    DeploymentProcessId: `deploymentprocess-Projects-${index + 1}`,
    VariableSetId: `variableset-Projects-${index + 1}`,
    IsDisabled: false,
    Slug: projectNames[index].toLowerCase().replaceAll(" ", "-"),
  })),
  releases: named("Releases", ["", "", ""], (index) => ({
    Version: `1.${index}.0`,
    ProjectId: "Projects-1",
    ChannelId: "Channels-1",
  })),
  channels: named("Channels", ["Default"], () => ({ ProjectId: "Projects-1", IsDefault: true })),
  deploymentprocesses: projectNames.map((_, index) => ({
    Id: `deploymentprocess-Projects-${index + 1}`,
    SpaceId: "Spaces-1",
    ProjectId: `Projects-${index + 1}`,
    Version: 4,
    Steps: [step("Check health", "curl -f localhost/health"), step("Deploy web", longScript())],
    Links: {},
  })),
  variables: [],
};

/** A script long enough that most of it folds away in a comparison. */
export function longScript(changed = false) {
  const lines = Array.from({ length: 40 }, (_, index) => `echo "step ${index + 1} of 40"`);
  lines.unshift("#!/bin/sh", "set -eu");
  lines[14] = changed ? "docker pull registry.example.com/web:$VERSION" : "docker pull web:latest";
  lines[15] = changed
    ? "docker run --detach --restart always web:$VERSION"
    : "docker run -d web:latest";
  if (changed) lines.splice(30, 0, "curl --fail --retry 5 http://localhost/health");
  return lines.join("\n");
}

/** The event categories, groups and document types a menu offers. */
export const metadata = {
  categories: [
    "Created",
    "Modified",
    "Deleted",
    "DeploymentQueued",
    "DeploymentSucceeded",
    "DeploymentFailed",
    "LoginFailed",
  ].map((Id) => ({ Id, Name: Id.replace(/(?<=[a-z])(?=[A-Z])/g, " "), Links: {} })),
  groups: [
    {
      Id: "Document",
      Name: "Document events",
      EventCategories: ["Created", "Modified", "Deleted"],
    },
    { Id: "Deployment", Name: "Deployment events", EventCategories: ["DeploymentQueued"] },
  ],
  documenttypes: ["Projects", "Environments", "Machines", "Users", "DeploymentProcesses"].map(
    (Id) => ({
      Id,
      Name: Id.replace(/s$/, ""),
    }),
  ),
  agents: [{ Id: "Server", Name: "Server" }],
};
