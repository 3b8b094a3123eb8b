import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();

async function newProject() {
  const project = await shared.on.project([]);
  const release = await shared.on.call("POST", "releases", { ProjectId: project, Version: "1.0" });
  const runbook = await shared.on.call("POST", "runbooks", { ProjectId: project, Name: "Restart" });
  const body = { RunbookId: runbook.Id, Name: "First" };
  const snapshot = await shared.on.call("POST", "runbookSnapshots", body);
  return { project, urls: [`releases/${release.Id}`, `runbookSnapshots/${snapshot.Id}`] };
}

test("a release and a runbook snapshot get the current variables of their project", async () => {
  const { project, urls } = await newProject();
  await shared.on.call("PUT", `projects/${project}/variables`, { Variables: [{ Name: "New" }] });
  for (const url of urls) {
    const before = await shared.on.call("GET", url);
    const after = await shared.on.call("POST", `${url}/snapshot-variables`);
    expect(after.ProjectVariableSetSnapshotId).not.toBe(before.ProjectVariableSetSnapshotId);
    const { Variables } = await shared.on.call(
      "GET",
      `variables/${after.ProjectVariableSetSnapshotId}`,
    );
    expect(Variables).toMatchObject([{ Name: "New" }]);
    const events = await shared.on.events(after.Id);
    expect(events.map(({ Category }) => Category)).toEqual(["Created", "Modified"]);
  }
});

test("variables that have not changed are no event", async () => {
  const { urls } = await newProject();
  for (const url of urls) {
    const { Id } = await shared.on.call("POST", `${url}/snapshot-variables`);
    expect(await shared.on.events(Id)).toHaveLength(1);
  }
});

test("a caller who may only see a release does not renew its variables", async () => {
  const { urls } = await newProject();
  const space = ["ReleaseView", "RunbookView", "ProjectView"];
  const viewer = await shared.organisation.personWith({ space });
  for (const url of urls) {
    const refused = await shared.refused(403, "POST", `${url}/snapshot-variables`, {}, viewer);
    expect(refused).toMatch(/Missing permission: (ReleaseEdit|RunbookEdit)/);
  }
});
