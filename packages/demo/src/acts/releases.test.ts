import { expect, test } from "vitest";
import { SPACE, worldInMemory } from "../testing/world-in-memory.ts";
import { createRelease, createReleaseOf, deleteOldRelease, writeReleaseNotes } from "./releases.ts";

/** A world with only the first project. */
function worldWithOneProject(releaseIds: readonly string[] = []) {
  const world = worldInMemory();
  const [project] = world.projects;
  if (project === undefined) throw new RangeError("The world has no project.");
  project.releaseIds.push(...releaseIds);
  return { world: { ...world, projects: [project] }, project };
}

test("versions increase by a patch or a minor version", async () => {
  const { world, project } = worldWithOneProject();
  let [minor, patch] = [0, 0];
  for (let i = 0; i < 50; i++) {
    await createRelease(world);
    expect([
      [1, minor, patch + 1],
      [1, minor + 1, 0],
    ]).toContainEqual(project.version);
    [, minor, patch] = project.version;
  }
  expect(minor).toBeGreaterThan(0);
  expect(project.releaseIds).toHaveLength(50);
});

test("the pipeline creates a release with notes", async () => {
  const { world, project } = worldWithOneProject();
  await createReleaseOf(world, project);
  expect(world.requests).toEqual([
    {
      username: "deploy-bot",
      method: "POST",
      path: `${SPACE}/releases`,
      body: {
        ProjectId: "Projects-1",
        Version: project.version.join("."),
        ReleaseNotes: expect.stringMatching(/^- \w/),
      },
    },
  ]);
});

test("the lead adds a note to the last release, if there is one", async () => {
  const { world } = worldWithOneProject(["Releases-1", "Releases-2"]);
  const release = { ReleaseNotes: "- Search is faster" };
  world.resources.set(`${SPACE}/releases/Releases-2`, release);
  await writeReleaseNotes(world);
  expect(release.ReleaseNotes).toMatch(/^- Search is faster\n- \w.+$/);
  expect(world.requests).toMatchObject([{ username: "bela", method: "PUT" }]);
  const { world: empty } = worldWithOneProject();
  await writeReleaseNotes(empty);
  expect(empty.requests).toEqual([]);
});

test("the oldest of many releases is deleted; a project with few gets another one", async () => {
  const many = Array.from({ length: 40 }, (_, i) => `Releases-${i}`);
  const { world, project } = worldWithOneProject(many);
  await deleteOldRelease(world);
  const path = `${SPACE}/releases/Releases-0`;
  expect(world.requests).toEqual([{ username: "bela", method: "DELETE", path }]);
  expect(project.releaseIds).toEqual(many.slice(1));
  await deleteOldRelease(world);
  expect(world.requests.at(-1)).toMatchObject({ username: "deploy-bot", method: "POST" });
});
