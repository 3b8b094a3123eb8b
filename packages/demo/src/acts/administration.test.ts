import { expect, test } from "vitest";
import { SPACE, worldInMemory } from "../testing/world-in-memory.ts";
import type { StoryAct } from "../world.ts";
import {
  describeProject,
  moveProject,
  openPreview,
  renameProject,
  toggleGuidedFailure,
  tryProject,
} from "./administration.ts";

/** A world whose projects and environments can be edited. */
function editableWorld(seed = 1) {
  const project = () => ({ Name: "Web Shop", ProjectGroupId: "ProjectGroups-1", Description: "" });
  return worldInMemory(
    {
      [`${SPACE}/projects/Projects-1`]: project(),
      [`${SPACE}/projects/Projects-2`]: project(),
      [`${SPACE}/environments/Environments-1`]: { UseGuidedFailure: false },
      [`${SPACE}/environments/Environments-2`]: { UseGuidedFailure: false },
      [`${SPACE}/environments/Environments-3`]: { UseGuidedFailure: false },
    },
    seed,
  );
}

async function requestsOf(act: StoryAct, seed = 1) {
  const world = editableWorld(seed);
  await act(world);
  return world.requests;
}

test("a project is described by its lead, with a member of its team", async () => {
  const world = editableWorld();
  await describeProject(world);
  const [{ username, path, body } = { username: "", path: "", body: {} }] = world.requests;
  const project = world.projects.find(({ id }) => path.endsWith(id));
  expect(username).toBe(project?.lead);
  const names = project?.team.join("|");
  expect(body).toMatchObject({
    Description: expect.stringMatching(`^Web Shop, looked after by (${names})$`),
  });
});

test.each([1, 2, 3, 4])("a project moves to another group (seed %i)", async (seed) => {
  expect(await requestsOf(moveProject, seed)).toEqual([
    expect.objectContaining({
      username: "alice",
      body: expect.objectContaining({
        ProjectGroupId: expect.stringMatching(/^ProjectGroups-[23]$/),
      }),
    }),
  ]);
});

test("a project is renamed, and back", async () => {
  const world = editableWorld();
  for (let i = 0; i < 8; i++) await renameProject(world);
  const names = (id: string) =>
    world.requests
      .filter(({ path }) => path.endsWith(id))
      .map(({ body }) => (body as { Name: string }).Name);
  const both = [...names("Projects-1").slice(0, 2), ...names("Projects-2").slice(0, 2)];
  expect(both).toEqual(["Web Shop (next)", "Web Shop", "Web Shop (next)", "Web Shop"]);
});

test("guided failure is inverted", async () => {
  const [request] = await requestsOf(toggleGuidedFailure);
  expect(request).toMatchObject({ username: "alice", body: { UseGuidedFailure: true } });
});

test.each([
  ["an experiment", tryProject, "projects", "alice", 20],
  ["a preview", openPreview, "channels", expect.stringMatching(/^(bela|chidi)$/), 45],
] as const)("%s is created, and deleted later", async (_, act, route, username, minutes) => {
  const world = editableWorld();
  const start = world.clock.now().getTime();
  await act(world);
  const id = `${SPACE}/${route}/${route}-1`;
  expect(world.requests).toEqual([
    expect.objectContaining({ username, method: "POST", path: `${SPACE}/${route}` }),
    { username, method: "DELETE", path: id },
  ]);
  expect(world.clock.now().getTime() - start).toBe(minutes * 60_000);
});
