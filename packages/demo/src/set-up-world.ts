import { addMachine } from "./acts/machines.ts";
import { firstSteps } from "./acts/processes.ts";
import { firstVariables } from "./acts/variables.ts";
import type { People } from "./people.ts";
import type { ProcessResource, Resource, TeamResource, VariableSetResource } from "./resources.ts";
import type { StoryEnvironments, StoryProject, World } from "./world.ts";

const SPACE = "/api/Spaces-1";
const MINUTE = 60_000;

const GROUPS = ["Storefront", "Back Office", "Platform"] as const;

/** The projects: name, group, role of the machines, and members, the lead first. */
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

/** The tools for setting up the rest of the world. */
type Tools = Pick<World, "clock" | "chance"> & { readonly people: People };

/**
 * Creates users, environments, a lifecycle, projects, machines and teams, on the first day of the
 * story.
 */
export async function setUpWorld(tools: Tools): Promise<World> {
  const { people } = tools;
  await people.signInAdmin();
  await people.createAll();
  const edit = people.editor();
  await edit<TeamResource>("admin", "/api/teams/teams-spacemanagers-Spaces-1", (team) => {
    team.MemberUserIds.push(...people.idsOf(["alice"]));
  });
  const environments = await createEnvironments(tools);
  const groupIds = new Map<string, string>();
  for (const Name of GROUPS) groupIds.set(Name, await create(tools, "projectgroups", { Name }));
  const lifecycleId = await createLifecycle(tools, environments);
  const libraryId = await createLibrary(tools);
  const world: World = {
    ...tools,
    space: SPACE,
    environments,
    lifecycleId,
    groupIds: [...groupIds.values()],
    projects: await createProjects(tools, lifecycleId, libraryId, groupIds),
    machineIds: [],
    as: (username) => people.as(username),
    edit,
  };
  await createTeams(world, people);
  for (const project of world.projects) await configure(world, project);
  return world;
}

async function create({ people, clock }: Tools, route: string, body: object): Promise<string> {
  clock.pass(MINUTE);
  return (await people.as("alice").post<Resource>(`${SPACE}/${route}`, body)).Id;
}

async function createEnvironments(tools: Tools): Promise<StoryEnvironments> {
  const environment = (Name: string, SortOrder: number) =>
    create(tools, "environments", { Name, SortOrder });
  return {
    development: await environment("Development", 0),
    staging: await environment("Staging", 1),
    production: await environment("Production", 2),
  };
}

function createLifecycle(tools: Tools, environments: StoryEnvironments): Promise<string> {
  const Phases = Object.entries(environments).map(([Name, id]) => {
    return { Name, OptionalDeploymentTargets: [id] };
  });
  return create(tools, "lifecycles", { Name: "All environments in order", Phases });
}

/**
 * Creates what the projects share: the variables of the mail relay, and the account for machines.
 * Returns the id of the variable set.
 */
async function createLibrary(tools: Tools): Promise<string> {
  const { people } = tools;
  const id = await create(tools, "libraryvariablesets", { Name: "Mail relay" });
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
  await create(tools, "accounts", {
    Name: "Deploy user",
    AccountType: "SshKeyPair",
    Username: "deploy",
    PrivateKeyPassphrase,
  });
  return id;
}

async function createProjects(
  tools: Tools,
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
    const id = await create(tools, "projects", body);
    projects.push({ id, role, lead: team[0], team, version: [1, 0, 0], releaseIds: [] });
  }
  return projects;
}

/**
 * Creates the teams and their roles: leads, developers, on call, a viewer of one project, auditors.
 */
async function createTeams(world: World, people: People): Promise<void> {
  const all = world.projects.map(({ id }) => id);
  const [storefront, rest] = [all.slice(0, 3), all.slice(3)];
  const auditor = await people.as("admin").post<Resource>("/api/userroles", {
    Name: "Outside Auditor",
    Description: "Sees only events",
    GrantedSpacePermissions: ["EventView"],
  });
  const grant = async (Name: string, members: string[], roles: object[]) => {
    const MemberUserIds = people.idsOf(members);
    const TeamId = await create({ ...world, people }, "teams", { Name, MemberUserIds });
    for (const role of roles)
      await create({ ...world, people }, "scopeduserroles", { ...role, TeamId });
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

/** Creates the initial variables, steps and machines of a project. */
async function configure(world: World, project: StoryProject): Promise<void> {
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
