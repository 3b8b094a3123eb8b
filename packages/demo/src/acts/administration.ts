import type { EnvironmentResource, ProjectResource, Resource } from "../resources.ts";
import type { StoryAct, World } from "../world.ts";

/** The lead of a project changes its description. */
export const describeProject: StoryAct = async (world) => {
  const { chance, space } = world;
  const { id, lead, team } = chance.pick(world.projects);
  await world.edit<ProjectResource>(lead, `${space}/projects/${id}`, (project) => {
    project.Description = `${project.Name}, looked after by ${chance.pick(team)}`;
  });
};

/** A project moves to another group. */
export const moveProject: StoryAct = (world) =>
  editProject(world, (project) => {
    const others = world.groupIds.filter((id) => id !== project.ProjectGroupId);
    project.ProjectGroupId = world.chance.pick(others);
  });

/** A project is renamed. */
export const renameProject: StoryAct = (world) =>
  editProject(world, (project) => {
    const [first = project.Name] = project.Name.split(" (");
    project.Name = project.Name === first ? `${first} (next)` : first;
  });

async function editProject(world: World, change: (project: ProjectResource) => void) {
  const { id } = world.chance.pick(world.projects);
  await world.edit<ProjectResource>("alice", `${world.space}/projects/${id}`, change);
}

/** Guided failure of an environment is switched on or off. */
export const toggleGuidedFailure: StoryAct = async (world) => {
  const id = world.chance.pick(Object.values(world.environments));
  await world.edit<EnvironmentResource>(
    "alice",
    `${world.space}/environments/${id}`,
    (environment) => {
      environment.UseGuidedFailure = !environment.UseGuidedFailure;
    },
  );
};

/** An experiment: a project is created, and deleted with everything that belongs to it. */
export const tryProject: StoryAct = async (world) => {
  const client = world.as("alice");
  const { Id } = await client.post<Resource>(`${world.space}/projects`, {
    Name: `Experiment ${world.chance.between(10_000, 99_999)}`,
    ProjectGroupId: world.chance.pick(world.groupIds),
    LifecycleId: world.lifecycleId,
  });
  world.clock.pass(20 * 60_000);
  await client.delete(`${world.space}/projects/${Id}`);
};

/** The lead of a project creates a channel for a preview, and deletes it later. */
export const openPreview: StoryAct = async (world) => {
  const project = world.chance.pick(world.projects);
  const client = world.as(project.lead);
  const Name = `Preview ${world.chance.between(100, 999)}`;
  const body = { ProjectId: project.id, Name, Description: "For users who want to try it early" };
  const { Id } = await client.post<Resource>(`${world.space}/channels`, body);
  world.clock.pass(45 * 60_000);
  await client.delete(`${world.space}/channels/${Id}`);
};
