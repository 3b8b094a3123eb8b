import { environments, machinePolicies, machines } from "@indelible/domain";
import type { Database, JsonObject } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openScriptHost, type TestScriptHost } from "../../../../test/support/script-host.ts";
import { openStore } from "../../../../test/support/stores.ts";
import type { TaskKind } from "../tasks/task-kind.ts";
import { sampleTask } from "../testing/sample-task.ts";
import { healthTask } from "./health-task.ts";

let database: Database;
let engine: TestEngine;
let scripts: TestScriptHost;
let kind: TaskKind;
let environment: string;
let made = 0;

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database);
  scripts = openScriptHost();
  kind = healthTask({ ...engine, random: engine.random, scriptHost: scripts.host });
  environment = (await engine.create(environments, { Name: "Staging" })).id;
});
afterAll(async () => {
  await scripts.close();
  await database.close();
});

async function machine(init: JsonObject = {}): Promise<string> {
  made += 1;
  const Endpoint = { CommunicationStyle: "None" };
  const fields = { Name: `web-${made}`, EnvironmentIds: [environment], Endpoint, ...init };
  return (await engine.create(machines, { HealthStatus: "Unknown", ...fields })).id;
}

/** A policy whose health check runs a script. */
async function policy(ScriptBody: string): Promise<string> {
  made += 1;
  const bash = { RunType: "Inline", ScriptBody };
  const check = { HealthCheckType: "RunScript", BashHealthCheckPolicy: bash };
  const fields = { Name: `Policy ${made}`, MachineHealthCheckPolicy: check };
  return (await engine.create(machinePolicies, fields)).id;
}

/** Checks targets; returns the log. */
async function check(argumentsOf: JsonObject, signal = new AbortController().signal) {
  const id = await engine.queue({ name: kind.name, arguments: argumentsOf });
  const log = await engine.openLog(id);
  const outcome = await kind.run({ task: await engine.task(id), log, signal, progress: undefined });
  await log.close("Success");
  expect(outcome).toEqual({ kind: "succeeded" });
  return engine.written(id);
}

async function healthOf(id: string): Promise<[unknown, unknown]> {
  const { body } = await engine.document(id);
  return [body.HealthStatus, body.StatusSummary];
}

test("a target that answers is healthy and reports its shell; the same result again is no event", async () => {
  const id = await machine();
  const written = await check({ MachineIds: [id] });
  expect(written).toEqual([
    "Info Healthy: The target answered.",
    "Info 1 deployment targets were checked.",
  ]);
  expect(await healthOf(id)).toEqual(["Healthy", "The target answered."]);
  expect((await engine.document(id)).body).toMatchObject({ ShellName: "Bash" });
  const { version } = await engine.document(id);
  await check({ MachineIds: [id] });
  expect((await engine.document(id)).version).toBe(version);
});

test.each([
  ["echo fine", "Healthy", "The target answered."],
  [
    "echo '##octopus[stdout-warning]'; echo low",
    "HasWarnings",
    "The health check script printed warnings.",
  ],
  ["exit 3", "Unhealthy", "The health check script failed: it ended with exit code 3"],
])("the script %j of the policy finds it %s", async (script, status, summary) => {
  const id = await machine({ MachinePolicyId: await policy(script) });
  await check({ MachineIds: [id] });
  expect(await healthOf(id)).toEqual([status, summary]);
});

test("a target that cannot be reached is unavailable, and the task succeeds", async () => {
  const id = await machine({ Endpoint: { CommunicationStyle: "TentaclePassive" } });
  await check({ MachineIds: [id] });
  expect(await healthOf(id)).toEqual([
    "Unavailable",
    "This server reaches targets by SSH, not by TentaclePassive.",
  ]);
});

test("a task checks the targets of an environment or a policy, except for disabled ones", async () => {
  const other = (await engine.create(environments, { Name: "Other" })).id;
  const MachinePolicyId = await policy("echo fine");
  const [here, ofPolicy, disabled] = [
    await machine({ EnvironmentIds: [other] }),
    await machine({ EnvironmentIds: [other], MachinePolicyId }),
    await machine({ EnvironmentIds: [other], IsDisabled: true }),
  ];
  await check({ MachinePolicyId });
  expect([(await healthOf(here))[0], (await healthOf(ofPolicy))[0]]).toEqual([
    "Unknown",
    "Healthy",
  ]);
  await check({ EnvironmentId: other });
  expect([(await healthOf(here))[0], (await healthOf(disabled))[0]]).toEqual([
    "Healthy",
    "Unknown",
  ]);
});

test("a cancelled check changes nothing", async () => {
  const id = await machine();
  await check({ MachineIds: [id] }, AbortSignal.abort("cancelled"));
  expect((await healthOf(id))[0]).toBe("Unknown");
});

test("a request names its targets in a list, or an environment", () => {
  const read = (sent: JsonObject) => kind.read?.(sampleTask({ arguments: sent, description: "" }));
  expect(read({ EnvironmentId: "Environments-1" })).toMatchObject({
    environment_id: "Environments-1",
    description: "Check deployment target health",
  });
  for (const MachineIds of ["Machines-1", [7]]) {
    expect(() => read({ MachineIds })).toThrow(
      expect.objectContaining({ errors: ["Arguments.MachineIds must be a list of ids."] }),
    );
  }
});
