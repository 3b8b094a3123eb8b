import { lifecycles } from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";
import { mayDeployTo, releaseProgress } from "./release-progress.ts";

const shared = useServer();

function phase(Name: string, environment: string) {
  return { Name, OptionalDeploymentTargets: [environment] };
}

test("the lifecycle is that of the channel, otherwise of the project", async () => {
  const { on, server, database } = shared;
  const ProjectId = await on.project([]);
  const { LifecycleId } = await on.call("GET", `projects/${ProjectId}`);
  const own = await on.call("POST", "lifecycles", { Name: "Own" });
  const channel = { ProjectId, Name: "Hotfix", LifecycleId: own.Id };
  const { Id: ChannelId } = await on.call("POST", "channels", channel);
  const tools = { trail: server.trail, database };
  const byChannel = await releaseProgress(tools, "Releases-1", { ProjectId, ChannelId });
  expect(byChannel.lifecycle.id).toBe(own.Id);
  const byProject = await releaseProgress(tools, "Releases-1", { ProjectId, ChannelId: null });
  expect(byProject.lifecycle.id).toBe(LifecycleId);
  await expect(
    releaseProgress(tools, "Releases-1", { ProjectId: "Projects-999", ChannelId }),
  ).rejects.toMatchObject({ errors: ["ProjectId: there is no Project document 'Projects-999'."] });
});

test("a release may be deployed to the next phase of its lifecycle", () => {
  const Phases = [phase("Test", "Environments-1"), phase("Live", "Environments-2")];
  const body = completeBody(lifecycles, { Name: "Careful", Phases });
  const facts = { type: "Lifecycles", spaceId: "Spaces-1", version: 1, title: "Careful" };
  const written = { modifiedOn: new Date(0), modifiedBy: "alice" };
  const lifecycle = { id: "Lifecycles-1", ...facts, ...written, body };
  const places = (...deployedTo: string[]) =>
    ["Environments-1", "Environments-2", "Environments-3"].filter((id) =>
      mayDeployTo({ lifecycle, deployedTo: new Set(deployedTo) }, id),
    );
  expect(places()).toEqual(["Environments-1"]);
  expect(places("Environments-1")).toEqual(["Environments-1", "Environments-2"]);
});
