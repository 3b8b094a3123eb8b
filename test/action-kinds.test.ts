import { ACTION_KINDS } from "@indelible/engine";
import { afterAll, beforeAll, expect, test } from "vitest";
import { announcement } from "./support/announcement.ts";
import { bash, type DeployingServer, onRole, startDeploying, step } from "./support/deploying.ts";

let deploying: DeployingServer;

beforeAll(async () => {
  deploying = await startDeploying({ actionKinds: [...ACTION_KINDS, announcement] });
});
afterAll(() => deploying.close());

function announce(properties: Record<string, string>) {
  const named = Object.entries(properties).map(([name, value]) => [
    `Octopus.Action.Announcement.${name}`,
    value,
  ]);
  return {
    Name: "Announce",
    ActionType: announcement.type,
    Properties: Object.fromEntries(named),
  };
}

async function deploy(properties: Record<string, string>) {
  const { on } = deploying;
  const environment = await on.environment();
  await on.call("POST", "machines", {
    Name: `Corner shop ${environment}`,
    EnvironmentIds: [environment],
    Roles: ["shop"],
    Endpoint: { CommunicationStyle: "None" },
  });
  const heard = "#{Octopus.Action[Announce].Output.Announced}";
  const project = await on.project([
    step(announce(properties), onRole("shop")),
    step(bash("Listen", `echo "heard ${heard}"`)),
  ]);
  const task = await on.deploy(project, environment);
  return { ...task, log: await on.log(task.Id), environment };
}

test("a made-up action kind is one file: it runs on a target and sets a variable", async () => {
  const { State, log, environment } = await deploy({
    Text: "We open in #{Octopus.Environment.Name}",
    Times: "3",
    IsLoud: "True",
  });
  expect(State, log).toBe("Success");
  expect(log.match(/\| WE OPEN IN STAGING \d+$/gm)).toHaveLength(3);
  expect(log).toMatch(
    new RegExp(`\\| heard WE OPEN IN STAGING \\d+ at Corner shop ${environment}$`, "m"),
  );
});

test("what it cannot read, and what it refuses itself, fails the deployment", async () => {
  const unreadable = await deploy({ Times: "often" });
  expect(unreadable).toMatchObject({
    State: "Failed",
    ErrorMessage: "Octopus.Action.Announcement.Times must be a whole number.",
  });
  const refused = await deploy({ Times: "101" });
  expect(refused).toMatchObject({
    State: "Failed",
    ErrorMessage: "An announcement can be repeated at most 100 times.",
  });
});

test("without it in the list, the server does not know the kind", async () => {
  const plain = await startDeploying();
  try {
    const { on } = plain;
    const project = await on.project([step(announce({ Text: "hello" }))]);
    const { State, ErrorMessage } = await on.deploy(project, await on.environment());
    expect([State, ErrorMessage]).toEqual([
      "Failed",
      "This server cannot run actions of the type 'Test.Announcement'.",
    ]);
  } finally {
    await plain.close();
  }
});
