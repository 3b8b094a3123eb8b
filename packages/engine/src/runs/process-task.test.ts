import { channels, environments, machines, object, tenants, text } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { onRole, step } from "../../../../test/support/deploying.ts";
import { ProcessRuns } from "../../../../test/support/process-runs.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { defineAction } from "../actions/action-kind.ts";

const TEXT = "Octopus.Action.Print.Text";

let database: Database;
let runs: ProcessRuns;
let printed: string[] = [];

/** Prints its text to the log; the test sees it without masks. */
const print = defineAction({
  type: "Test.Print",
  label: "Print",
  properties: object({ [TEXT]: text() }),
  example: {},
  run: async ({ properties, expand, activity, target }) => {
    const line = `${target?.name ?? "server"}: ${expand(properties[TEXT])}`;
    printed.push(line);
    activity.info(line);
    return { kind: "succeeded" };
  },
});

function printing(template: string, init: Record<string, unknown> = {}) {
  return { Name: "Print", ActionType: print.type, Properties: { [TEXT]: template }, ...init };
}

beforeAll(async () => {
  database = await openStore("postgres");
  runs = await ProcessRuns.open(database, { actionKinds: [print] });
});
beforeEach(() => {
  printed = [];
});
afterAll(() => database.close());

test("answers to prompts replace the values of their variables; secret ones are masked", async () => {
  const { id } = await runs.run({
    steps: [step(printing("#{Size}, #{Colour}, #{Pin}"))],
    variables: [
      { Id: "1", Name: "Size", Value: "small" },
      { Id: "2", Name: "Colour", Value: "red" },
      { Id: "3", Name: "Pin", Value: "" },
    ],
    body: {
      FormValues: { "1": "large", "2": "", "99": "of no variable" },
      SensitiveFormValues: { "3": "correct-horse" },
    },
  });
  expect(printed).toEqual(["server: large, red, correct-horse"]);
  expect(await runs.engine.written(id)).toEqual([
    expect.stringMatching(/^Info server: large, red, \*+$/),
  ]);
});

test("a secret property of the process is masked", async () => {
  const SensitiveValue = { HasValue: true, NewValue: "battery-staple" };
  const Properties = { [TEXT]: { IsSensitive: true, SensitiveValue } };
  const { id } = await runs.run({ steps: [step(printing("", { Properties }))] });
  expect(printed).toEqual(["server: battery-staple"]);
  expect((await runs.engine.written(id)).join()).not.toContain("battery");
});

test("variables and actions are scoped by the channel and the tenant of the run", async () => {
  const { engine, links } = runs;
  const channel = await engine.create(channels, { Name: "Beta", ProjectId: links.ProjectId });
  const tenant = await engine.create(tenants, { Name: "North" });
  const variables = [
    { Name: "Where", Value: "anywhere" },
    { Name: "Where", Value: "beta", Scope: { Channel: [channel.id] } },
    { Name: "Who", Value: "all" },
    { Name: "Who", Value: "north", Scope: { Tenant: [tenant.id] } },
  ];
  const steps = [
    step(printing("#{Where} #{Who}")),
    step({ ...printing("beta only", { Channels: [channel.id] }), Name: "Beta" }),
  ];
  await runs.run({ steps, variables });
  expect(printed).toEqual(["server: anywhere all"]);
  printed = [];
  await runs.run({ steps, variables, body: { ChannelId: channel.id, TenantId: tenant.id } });
  expect(printed).toEqual(["server: beta north", "server: beta only"]);
});

test("targets are those of the environment, within the limits of the run", async () => {
  const other = await runs.engine.create(environments, { Name: "Production" });
  const fields = { Roles: ["web"], Endpoint: { CommunicationStyle: "None" } };
  await runs.engine.create(machines, { Name: "p1", EnvironmentIds: [other.id], ...fields });
  const [one, two] = [await runs.machine("w1", "web"), await runs.machine("w2", "web")];
  const steps = [step(printing("here"), onRole("web"))];
  await runs.run({ steps });
  await runs.run({ steps, body: { SpecificMachineIds: [two.id] } });
  await runs.run({ steps, body: { ExcludedMachineIds: [two.id] } });
  expect(one.title).toBe("w1");
  expect(printed).toEqual(["w1: here", "w2: here", "w2: here", "w1: here"]);
});
