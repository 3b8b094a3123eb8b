import { randomBytes } from "node:crypto";
import { taskCheck } from "@indelible/checks";
import { serverTasks } from "@indelible/domain";
import { completeBody, systemAct } from "@indelible/kernel";
import {
  type Database,
  type Finding,
  type JsonObject,
  masterKeySealer,
  note,
} from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { captureLog } from "./support/captured-log.ts";
import { bash, Deploying, manual, step } from "./support/deploying.ts";
import { openScriptHost } from "./support/script-host.ts";
import { startTestServer, TEST_MASTER_KEY, type TestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";

// Changes of tasks and their logs by SQL, which no event explains.

const check = taskCheck(masterKeySealer(TEST_MASTER_KEY, randomBytes));

const SCRIPT = 'for n in $(seq 1 700); do echo "line $n"; done; echo Zürich';

describeStores("verify finds, of a task:", (open) => {
  let database: Database;
  let server: TestServer;
  let on: Deploying;
  let scripts: ReturnType<typeof openScriptHost>;
  let project: string;
  let environment: string;
  let done: string;

  beforeAll(async () => {
    scripts = openScriptHost();
    database = await open();
    server = await startTestServer(database, { scriptHost: scripts.host, log: captureLog() });
    on = new Deploying(server);
    project = await on.project([step(bash("Deploy", SCRIPT))]);
    environment = await on.environment();
    done = (await on.queue(project, environment)).TaskId;
    await on.runAll();
    expect((await on.task(done)).State).toBe("Success");
  });
  afterAll(async () => {
    await server.close();
    await database.close();
    await scripts.close();
  });

  async function findings(): Promise<string[]> {
    const found: Finding[] = [];
    const report = (...more: readonly Finding[]) => void found.push(...more);
    await database.transaction((connection) => check({ connection, report }));
    return found.map(({ kind, detail }) => `${kind}: ${detail}`);
  }

  /** The findings after SQL, which is undone. */
  async function findingsAfter(sql: string): Promise<string[]> {
    const found: Finding[] = [];
    const undone = database.transaction(async (connection) => {
      await connection.script(sql.replaceAll("$task", `'${done}'`));
      await check({ connection, report: (...more) => void found.push(...more) });
      throw new RangeError("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    return found.map(({ kind, detail }) => `${kind}: ${detail}`);
  }

  /** Answers the question of a task. */
  async function proceed(id: string): Promise<void> {
    const { Items } = await on.call("GET", `interruptions?regarding=${id}`);
    const interruption = `interruptions/${Items[0].Id}`;
    await on.call("PUT", `${interruption}/responsible`);
    await on.call("POST", `${interruption}/submit`, { Result: "Proceed" });
  }

  test("nothing, if nothing was changed", async () => {
    expect(await findings()).toEqual([]);
    const { ChangeDetails } = (await on.events(done)).find(
      ({ Category }: { Category: string }) => Category === "DeploymentSucceeded",
    );
    expect(ChangeDetails.DocumentContext.Task).toMatchObject({
      Id: done,
      State: "Success",
      Log: { Lines: expect.any(Number), Digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test.each([
    ["state = 'Failed'", "State"],
    ["state = 'Executing', completed_time = null", "State, CompletedTime"],
    [
      "state = 'Queued', completed_time = null, start_time = null",
      "State, StartTime, CompletedTime",
    ],
    ["start_time = start_time - interval '1 hour'", "StartTime"],
    ["completed_time = completed_time + interval '1 hour'", "CompletedTime"],
    ["error_message = 'Something else'", "ErrorMessage"],
    ["has_warnings = not has_warnings", "HasWarningsOrErrors"],
    ["server_node = 'other'", "ServerNode"],
  ])("another outcome: %s", async (change, members) => {
    expect(await findingsAfter(`update server.tasks set ${change} where id = $task`)).toEqual([
      expect.stringMatching(
        `^changed: The task ${done} is not what its event Events-\\d+ recorded: ${members}\\.$`,
      ),
    ]);
  });

  const logIs = "server.task_log where task_id = $task";

  test.each([
    [
      "a line changed",
      `update server.task_log set text = 'other' where task_id = $task and number = 300`,
      /does not have the log \(lines \d+ to \d+\) that/,
    ],
    [
      "its category",
      `update server.task_log set category = 'Error' where task_id = $task and number = 3`,
      /does not have the log \(lines 1 to \d+\) that/,
    ],
    [
      "its time",
      `update server.task_log set occurred = now() where task_id = $task and number = 3`,
      /does not have the log/,
    ],
    [
      "its activity",
      `update server.task_log set activity_id = 'other' where task_id = $task and number = 5`,
      /does not have the log/,
    ],
    [
      "a line deleted",
      `delete from ${logIs} and number = 300`,
      /lacks 1 of the \d+ log lines that/,
    ],
    ["the last lines deleted", `delete from ${logIs} and number > 300`, /lacks \d+ of the \d+ log/],
    ["all lines deleted", `delete from ${logIs}`, /lacks (\d+) of the \1 log lines that/],
    [
      "a line inserted",
      `insert into server.task_log select task_id, 100000, activity_id, category,
      occurred, 'more' from ${logIs} and number = 1`,
      /has \d+ log lines, not the \d+ that/,
    ],
    [
      "two lines swapped",
      `update server.task_log set number = case number when 10 then -11 else -10 end
      where task_id = $task and number in (10, 11);
      update server.task_log set number = -number where task_id = $task and number < 0`,
      /does not have the log/,
    ],
    [
      "a line deleted and the rest moved up",
      `delete from ${logIs} and number = 300;
      update server.task_log set number = -number where task_id = $task and number > 300;
      update server.task_log set number = -number - 1 where task_id = $task and number < 0`,
      /lacks 1 of the \d+ log lines/,
    ],
    [
      "a line moved to the end",
      `update server.task_log set number = 100000 where task_id = $task and number = 300`,
      /has log lines with other numbers than those that/,
    ],
    [
      "a line and all chunks changed",
      `update server.task_log set text = 'other'
      where task_id = $task and number = 300; delete from server.task_log_chunks`,
      /does not have the log that/,
    ],
    [
      "an activity changed",
      `update server.task_activities set status = 'Failed' where task_id = $task
      and place = 1`,
      /does not have the steps that/,
    ],
    [
      "an activity deleted",
      `delete from server.task_activities where task_id = $task and place = 1`,
      /does not have the steps that/,
    ],
    [
      "an activity inserted",
      `insert into server.task_activities (task_id, id, place, name, status)
      values ($task, 'extra', 9, 'Extra', 'Success')`,
      /does not have the steps that/,
    ],
  ])("%s", async (_, sql, expected) => {
    const [found, ...others] = await findingsAfter(sql);
    expect(found).toMatch(expected);
    expect(found).toMatch(/^changed: The task ServerTasks-\d+ .* its event Events-\d+ recorded\.$/);
    expect(others).toEqual([]);
  });

  test("that it was deleted", async () => {
    expect(await findingsAfter("delete from server.tasks where id = $task")).toEqual([
      expect.stringMatching(`^missing: The task ${done} is missing; its last event is Events-\\d+`),
    ]);
  });

  test.each(["'Queued'", "'Success'"])("that no event queued it: state %s", async (state) => {
    const sql = `
      insert into server.tasks (id, number, space_id, name, description, arguments, deployment_id,
        queued_by, state, queue_time, last_updated, mac)
      select 'ServerTasks-9001', 9001, space_id, name, description, arguments, deployment_id,
        queued_by, ${state}, queue_time, last_updated, mac
      from server.tasks where id = $task`;
    expect(await findingsAfter(sql)).toEqual([
      "inserted: No event queued the task ServerTasks-9001.",
    ]);
  });

  test("an outcome that no event states", async () => {
    const { TaskId } = await on.queue(project, environment);
    const sql = `update server.tasks set state = 'Success', completed_time = now()
      where id = '${TaskId}'`;
    expect(await findingsAfter(sql)).toEqual([
      `changed: Nothing states that the task ${TaskId} is Success.`,
    ]);
    await on.call("POST", `tasks/${TaskId}/cancel`);
    expect(await findings()).toEqual([]);
    const lines = `insert into server.task_log
      values ('${TaskId}', 1, '${TaskId}', 'Info', now(), 'It ran.')`;
    expect(await findingsAfter(lines)).toEqual([
      expect.stringContaining(`The task ${TaskId} has 1 log lines, not the 0 that its event`),
    ]);
  });

  test("nothing, after it was marked, failed, cancelled, asked, or queued by a user", async () => {
    const failing = await on.project([step(bash("Fail", "echo out; exit 3"))]);
    const failed = (await on.queue(failing, environment)).TaskId;
    await on.runAll();
    await on.call("POST", `tasks/${failed}/state`, { State: "Success", Reason: "It is fine." });
    const asking = await on.project([
      step(bash("Before", "echo before")),
      step(manual("Ask")),
      step(bash("After", "echo after")),
    ]);
    const asked = (await on.queue(asking, environment)).TaskId;
    const stopped = (await on.queue(asking, await on.environment())).TaskId;
    await on.runAll();
    expect(await findings()).toEqual([]);
    await on.call("POST", `tasks/${stopped}/cancel`);
    await proceed(asked);
    const health = await on.call("POST", "tasks", { Name: "Health", Description: "Check" });
    await on.runAll();
    const states = await Promise.all(
      [failed, asked, stopped, health.Id].map(async (id) => (await on.task(id)).State),
    );
    expect(states).toEqual(["Success", "Success", "Canceled", "Success"]);
    expect(await findings()).toEqual([]);
    for (const id of [failed, asked, stopped, health.Id]) {
      const line = `insert into server.task_log
        values ('${id}', 100000, '${id}', 'Info', now(), 'One more.')`;
      expect(await findingsAfter(line), id).toEqual([
        expect.stringContaining("log lines, not the"),
      ]);
    }
  });

  test("another outcome of a health check, which no event states", async () => {
    const { Id } = await on.call("POST", "tasks", { Name: "Health", Description: "Check" });
    await on.runAll();
    expect(await findings()).toEqual([]);
    const failed = "state = 'Failed'";
    for (const [change, expected] of [
      [failed, `changed: The task ${Id} is not what the server recorded: State.`],
      [
        `${failed}, record = replace(record, 'Success', 'Failed')`,
        `changed: The end of the task ${Id} was not recorded by a server.`,
      ],
      ["record_mac = null", `changed: The end of the task ${Id} was not recorded by a server.`],
      [
        `${failed}, record = null, record_mac = null`,
        `changed: Nothing states that the task ${Id} is Failed.`,
      ],
      [
        `(record, record_mac) = (select record, record_mac from server.tasks
          where record is not null and id <> '${Id}' limit 1)`,
        `changed: The end of the task ${Id} was not recorded by a server.`,
      ],
    ]) {
      const sql = `update server.tasks set ${change} where id = '${Id}'`;
      expect(await findingsAfter(sql), change).toEqual([expected]);
    }
  });

  test("nothing, if retention removed its log, or all of it, with an event", async () => {
    const { ChangeDetails } = (await on.events(done)).find(
      ({ Category }: { Category: string }) => Category === "DeploymentSucceeded",
    );
    const { Task } = ChangeDetails.DocumentContext;
    const logRemoved = `delete from server.task_log where task_id = $task;
      delete from server.task_activities where task_id = $task`;
    expect(await findingsAfter(logRemoved)).toHaveLength(2);
    await state({ ...Task, Log: null, Removed: "log" });
    expect(await findingsAfter(logRemoved)).toEqual([]);
    expect(await findings()).toHaveLength(2);
    const taskRemoved = "delete from server.tasks where id = $task";
    expect(await findingsAfter(taskRemoved)).toHaveLength(1);
    await state({ ...Task, Log: null, Removed: "task" });
    expect(await findingsAfter(taskRemoved)).toEqual([]);
  });

  /** Records an event that states something of the task, as retention will. */
  async function state(Task: JsonObject): Promise<void> {
    const before = {
      id: done,
      type: serverTasks.prefix,
      spaceId: "Spaces-1",
      version: 1,
      title: "Deploy",
      body: completeBody(serverTasks, { Name: "Deploy", Description: "Deploy" }),
      modifiedOn: new Date(),
      modifiedBy: "system",
    };
    const category = "TaskStateChanged";
    const fact = note(serverTasks, before, { category, verb: "was removed", context: { Task } });
    const snapshot = await server.trail.read({ events: 1 });
    await server.trail.commit(systemAct("retention"), snapshot, [fact]);
  }
});
