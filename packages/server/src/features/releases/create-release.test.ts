import { expect, test } from "vitest";
import { useReleases } from "../../../../../test/support/releases.ts";

const { attempt, create, newProject, refusal } = useReleases();

test("a version that is taken is refused, or returns the existing release", async () => {
  const project = await newProject();
  const first = await create(project, { ReleaseVersion: "1.0.0" });
  const again = { ReleaseVersion: "1.0.0", ReleaseNotes: "again" };
  expect(await refusal(project, again)).toContain("Another Release already has the Version");
  const answered = await create(project, { ...again, IgnoreIfAlreadyExists: true });
  expect(answered).toEqual(first);
});

test("a command must name existing documents", async () => {
  const project = await newProject();
  expect(await refusal(project, { ChannelName: "None" })).toContain("has no channel 'None'");
  expect(await refusal(project, { GitRef: "refs/heads/main" })).toContain("GitRef must not be set");
  expect((await attempt("No such project")).status).toBe(404);
  expect(await refusal("", {})).toContain("ProjectName must not be blank");
});
