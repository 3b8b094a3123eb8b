import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();

type Shown = { Id: string; Name: string; IsDefault: boolean };

async function channelsOf(project: string): Promise<Shown[]> {
  return (await shared.on.call("GET", `projects/${project}/channels`)).Items;
}

async function defaultsOf(project: string): Promise<string[]> {
  const all = await channelsOf(project);
  return all.filter(({ IsDefault }) => IsDefault).map(({ Name }) => Name);
}

function newChannel(ProjectId: string, Name: string, IsDefault = true): Promise<Shown> {
  return shared.on.call("POST", "channels", { ProjectId, Name, IsDefault });
}

test("a channel that becomes the default takes the flag from the other one, with an event", async () => {
  const [project, other] = [await shared.on.project([]), await shared.on.project([])];
  const [first] = await channelsOf(project);
  await newChannel(project, "Second");
  expect(await defaultsOf(project)).toEqual(["Second"]);
  const third = await newChannel(project, "Third", false);
  expect(await defaultsOf(project)).toEqual(["Second"]);
  await shared.on.call("PUT", `channels/${third.Id}`, { IsDefault: true });
  expect(await defaultsOf(project)).toEqual(["Third"]);
  expect(await defaultsOf(other)).toEqual(["Default"]);
  const events = await shared.on.events(first?.Id ?? "");
  expect(events.map(({ Category }) => Category)).toContain("Modified");
});

test("channels that become the default at the same time leave one default", async () => {
  const project = await shared.on.project([]);
  const made = await Promise.all(["A", "B", "C"].map((name) => newChannel(project, name)));
  expect(await defaultsOf(project)).toHaveLength(1);
  await Promise.all(
    made.map(({ Id }) => shared.on.call("PUT", `channels/${Id}`, { IsDefault: true })),
  );
  expect(await defaultsOf(project)).toHaveLength(1);
});

test("a project is not left without a default channel, except by its deletion", async () => {
  const [project, other] = [await shared.on.project([]), await shared.on.project([])];
  const [channel] = await channelsOf(project);
  const url = `channels/${channel?.Id}`;
  expect(await shared.refused(400, "PUT", url, { IsDefault: false })).toContain("IsDefault");
  expect(await shared.refused(400, "PUT", url, { ProjectId: other })).toContain("ProjectId");
  expect(await shared.refused(409, "DELETE", url)).toContain("make another channel the default");
  await shared.on.call("PUT", url, { Description: "still the default", IsDefault: true });
  await shared.on.call("DELETE", `projects/${project}`);
});
