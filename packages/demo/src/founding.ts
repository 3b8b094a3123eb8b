import { addMachine } from "./acts/machines.ts";
import { firstSteps } from "./acts/processes.ts";
import { firstVariables } from "./acts/variables.ts";
import type { People } from "./people.ts";
import type { ProcessResource, Resource, TeamResource, VariableSetResource } from "./resources.ts";
import type { StoryEnvironments, StoryProject, World } from "./world.ts";

const SPACE = "/api/Spaces-1";
const MINUTE = 60_000;

const GROUPS = ["Storefront", "Back Office", "Platform"] as const;

/** The projects: name, group, role of their machines, and who works on them, the lead first. */
const PROJECTS: readonly [
  string,
  (typeof GROUPS)[number],
  string,
  readonly [string, ...string[]],
][] = [
  ["Web Shop", "Storefront", "web", ["bela", "dana", "chidi"]],
  ["Search", "Storefront", "search", ["bela", "dana"]],
  ["Checkout", "Storefront", "checkout", ["bela", "dana"]],
  ["Invoicing", "Back Office", "invoicing", ["chidi", "hugo"]],
  ["Warehouse", "Back Office", "warehouse", ["chidi", "hugo"]],
  ["Monitoring", "Platform", "monitoring", ["chidi"]],
];

/** What the founding needs of the world; it makes the rest. */
type Beginning = Pick<World, "clock" | "chance"> & { readonly people: People };

/** The first day: people, environments, a lifecycle, projects, machines, teams. */
export async function found(beginning: Beginning): Promise<World> {
  const { people } = beginning;
  await people.begin();
  await people.joinAll();
  const edit = people.editor();
  await edit<TeamResource>("admin", "/api/teams/teams-spacemanagers-Spaces-1", (team) => {
    team.MemberUserIds.push(...people.idsOf(["alice"]));
  });
  const environments = await makeEnvironments(beginning);
  const groupIds = new Map<string, string>();
  for (const Name of GROUPS) groupIds.set(Name, await make(beginning, "projectgroups", { Name }));
  const lifecycleId = await makeLifecycle(beginning, environments);
  const libraryId = await makeLibrary(beginning);
  const world: World = {
    ...beginning,
    space: SPACE,
    environments,
    lifecycleId,
    groupIds: [...groupIds.values()],
    projects: await makeProjects(beginning, lifecycleId, libraryId, groupIds),
    machineIds: [],
    as: (username) => people.as(username),
    edit,
  };
  await makeTeams(world, people);
  for (const project of world.projects) await furnish(world, project);
  return world;
}

async function make({ people, clock }: Beginning, route: string, body: object): Promise<string> {
  clock.pass(MINUTE);
  return (await people.as("alice").post<Resource>(`${SPACE}/${route}`, body)).Id;
}

async function makeEnvironments(beginning: Beginning): Promise<StoryEnvironments> {
  const environment = (Name: string, SortOrder: number) =>
    make(beginning, "environments", { Name, SortOrder });
  return {
    development: await environment("Development", 0),
    staging: await environment("Staging", 1),
    production: await environment("Production", 2),
  };
}

function makeLifecycle(beginning: Beginning, environments: StoryEnvironments): Promise<string> {
  const Phases = Object.entries(environments).map(([Name, id]) => {
    return { Name, OptionalDeploymentTargets: [id] };
  });
  return make(beginning, "lifecycles", { Name: "One after the other", Phases });
}

/** What the projects share: the variables of the mail relay, and the account that reaches machines. */
async function makeLibrary(beginning: Beginning): Promise<string> {
  const { people } = beginning;
  const id = await make(beginning, "libraryvariablesets", { Name: "Mail relay" });
  await people.editor()<VariableSetResource>(
    "alice",
    `${SPACE}/variables/variableset-${id}`,
    (set) => {
      set.Variables = [
        { Name: "Mail.Host", Value: "relay.example.net" },
        { Name: "Mail.Password", Value: "letters by night", Type: "Sensitive" },
      ];
    },
  );
  const PrivateKeyPassphrase = { HasValue: true, NewValue: "a key for every door" };
  await make(beginning, "accounts", {
    Name: "Deploy user",
    AccountType: "SshKeyPair",
    Username: "deploy",
    PrivateKeyPassphrase,
  });
  return id;
}

async function makeProjects(
  beginning: Beginning,
  LifecycleId: string,
  libraryId: string,
  groupIds: ReadonlyMap<string, string>,
): Promise<StoryProject[]> {
  const projects: StoryProject[] = [];
  for (const [Name, group, role, team] of PROJECTS) {
    const body = {
      Name,
      LifecycleId,
      ProjectGroupId: groupIds.get(group),
      IncludedLibraryVariableSetIds: [libraryId],
    };
    const id = await make(beginning, "projects", body);
    projects.push({ id, role, lead: team[0], team, version: [1, 0, 0], releaseIds: [] });
  }
  return projects;
}

/** Who may do what: leads, developers, who is on call, one scoped viewer, the outside auditor. */
async function makeTeams(world: World, people: People): Promise<void> {
  const all = world.projects.map(({ id }) => id);
  const [storefront, rest] = [all.slice(0, 3), all.slice(3)];
  const auditor = await people.as("admin").post<Resource>("/api/userroles", {
    Name: "Outside Auditor",
    Description: "Sees what happened and nothing else",
    GrantedSpacePermissions: ["EventView"],
  });
  const grant = async (Name: string, members: string[], roles: object[]) => {
    const MemberUserIds = people.idsOf(members);
    const TeamId = await make({ ...world, people }, "teams", { Name, MemberUserIds });
    for (const role of roles)
      await make({ ...world, people }, "scopeduserroles", { ...role, TeamId });
  };
  const lead = (ProjectIds: string[]) => ({ UserRoleId: "userroles-projectlead", ProjectIds });
  const work = (ProjectIds: string[]) => ({
    UserRoleId: "userroles-projectcontributor",
    ProjectIds,
  });
  const fleet = { UserRoleId: "userroles-environmentmanager" };
  await grant("Storefront leads", ["bela"], [lead(storefront)]);
  await grant("Storefront developers", ["dana"], [work(storefront)]);
  await grant("Back Office leads", ["chidi"], [lead(rest)]);
  await grant("Back Office developers", ["hugo"], [work(rest)]);
  await grant("On call", ["chidi"], [work(all), fleet]);
  await grant(
    "Web Shop guests",
    ["emre"],
    [{ UserRoleId: "userroles-projectviewer", ProjectIds: all.slice(0, 1) }],
  );
  await grant("Auditors", ["farah"], [{ UserRoleId: auditor.Id }]);
  await grant("Pipelines", ["deploy-bot"], [{ UserRoleId: "userroles-buildserver" }]);
  await grant("Fleet", ["fleet-bot"], [fleet]);
}

/** The first variables, steps and machines of a project. */
async function furnish(world: World, project: StoryProject): Promise<void> {
  const path = `${world.space}/projects/${project.id}`;
  world.clock.pass(9 * MINUTE);
  await world.edit<VariableSetResource>(project.lead, `${path}/variables`, (set) => {
    set.Variables = firstVariables(project.role, world);
  });
  world.clock.pass(6 * MINUTE);
  await world.edit<ProcessResource>(project.lead, `${path}/deploymentprocesses`, (process) => {
    process.Steps = firstSteps();
  });
  for (const id of Object.values(world.environments)) await addMachine(world, project.role, id);
}
