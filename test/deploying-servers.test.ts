import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { bash, step } from "./support/deploying.ts";
import { createDatabase } from "./support/postgres.ts";
import { isAlive } from "./support/scripts.ts";
import { buildPrograms, type ServerProcess, startServerProcess } from "./support/server-process.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";

const KEY = "API-TESTTESTTESTTESTTESTTEST";

/** Real servers in separate processes, called over HTTP. */
describe("servers that deploy", () => {
  beforeAll(() => buildPrograms());

  async function call(address: string, method: string, path: string, body?: unknown, key = KEY) {
    const response = await fetch(`${address}/api/Spaces-1/${path}`, {
      method,
      headers: { "x-octopus-apikey": key, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.status, `${method} ${path}: ${text.slice(0, 300)}`).toBeLessThan(300);
    return text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text;
  }

  /** Polls until the response meets a condition. */
  async function until<Found>(ask: () => Promise<Found | undefined>, seconds: number) {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
      const found = await ask();
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Error(`not within ${seconds} seconds`);
      // Polling without a pause would take processor time from the server.
      await delay(20);
    }
  }

  async function queue(address: string, script: string) {
    const [group] = await call(address, "GET", "projectgroups/all");
    const [lifecycle] = await call(address, "GET", "lifecycles/all");
    const project = await call(address, "POST", "projects", {
      Name: "Long",
      ProjectGroupId: group.Id,
      LifecycleId: lifecycle.Id,
    });
    const Steps = [step(bash("Wait", script))];
    await call(address, "PUT", `projects/${project.Id}/deploymentprocesses`, { Steps });
    const environment = await call(address, "POST", "environments", { Name: "Staging" });
    const release = await call(address, "POST", "releases", {
      ProjectId: project.Id,
      Version: "1.0.0",
    });
    const body = { ReleaseId: release.Id, EnvironmentId: environment.Id };
    return call(address, "POST", "deployments", body);
  }

  function pidIn(log: string, name: string): number | undefined {
    const [, digits] = new RegExp(`${name} is (\\d+)`).exec(log) ?? [];
    return digits === undefined ? undefined : Number(digits);
  }

  const SCRIPT = 'sleep 600 & echo "child is $!"; echo "parent is $$"; wait';

  async function pids(address: string, taskId: string): Promise<number[]> {
    return until(async () => {
      const log = await call(address, "GET", `tasks/${taskId}/raw`);
      const found = [pidIn(log, "parent"), pidIn(log, "child")];
      return found.every((pid) => pid !== undefined) ? (found as number[]) : undefined;
    }, 30);
  }

  function start(settings: Record<string, string>): ServerProcess {
    return startServerProcess({
      ADMIN_API_KEY: KEY,
      ADMIN_PASSWORD: "quite a password",
      ...settings,
    });
  }

  test("cancelling ends all processes of a script, and records who cancelled", async () => {
    const database = await createDatabase(inject("postgresUrl"));
    const server = start({ DATABASE_URL: database.url, DATA_DIR: temporaryDirectory() });
    const address = await server.address;
    const { Id, TaskId } = await queue(address, SCRIPT);
    const running = await pids(address, TaskId);
    expect(running.every(isAlive)).toBe(true);
    await call(address, "POST", `tasks/${TaskId}/cancel`);
    const cancelled = performance.now();
    await until(async () => (running.some(isAlive) ? undefined : true), 5);
    expect(performance.now() - cancelled).toBeLessThan(5_000);
    const state = await until(async () => {
      const task = await call(address, "GET", `tasks/${TaskId}`);
      return task.IsCompleted ? task.State : undefined;
    }, 10);
    expect(state).toBe("Canceled");
    const { Items } = await call(address, "GET", `events?regarding=${Id}`);
    expect(Items[0]).toMatchObject({ Category: "TaskCanceled", Username: "admin" });
    server.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
    await database.drop();
  }, 120_000);

  test("if a server is killed while it deploys, no task is stuck, and the events are complete", async () => {
    const database = await createDatabase(inject("postgresUrl"));
    const settings = { DATABASE_URL: database.url, DATA_DIR: temporaryDirectory() };
    const first = start(settings);
    const before = await first.address;
    const { Id, TaskId } = await queue(before, SCRIPT);
    const running = await pids(before, TaskId);
    first.kill("SIGKILL");
    await first.ended;
    // Scripts of a killed server end too.
    await until(async () => (running.some(isAlive) ? undefined : true), 10);

    const second = start(settings);
    const after = await second.address;
    const task = await until(async () => {
      const found = await call(after, "GET", `tasks/${TaskId}`);
      return found.IsCompleted ? found : undefined;
    }, 20);
    expect(task).toMatchObject({
      State: "Failed",
      ErrorMessage: expect.stringMatching(/^The server \S+ stopped while the task ran\.$/),
    });
    const { Items } = await call(after, "GET", `events?regarding=${Id}`);
    expect(Items.map(({ Category }: { Category: string }) => Category).reverse()).toEqual([
      "Created",
      "DeploymentQueued",
      "DeploymentStarted",
      "DeploymentFailed",
    ]);
    expect(await call(after, "GET", `tasks/${TaskId}/raw`)).toContain("stopped while the task ran");
    const again = await call(after, "POST", "deployments", {
      ReleaseId: (await call(after, "GET", `deployments/${Id}`)).ReleaseId,
      EnvironmentId: (await call(after, "GET", `deployments/${Id}`)).EnvironmentId,
    });
    await pids(after, again.TaskId);
    // With SIGTERM it would wait for the script.
    second.kill("SIGKILL");
    await second.ended;
    await database.drop();
  }, 120_000);
});
