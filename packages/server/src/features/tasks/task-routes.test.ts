import { expect, test } from "vitest";
import { bash, step } from "../../../../../test/support/deploying.ts";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();

const idsOf = (list: { Items: { Id: string }[] }) => list.Items.map(({ Id }) => Id);

/** Queues a deployment of a new project; returns the project, the environment and the task. */
async function queued() {
  const project = await shared.on.project([step(bash("Go", "true"))]);
  const environment = await shared.on.environment();
  const { ReleaseId, TaskId } = await shared.on.queue(project, environment);
  return { project, environment, ReleaseId, task: TaskId };
}

test("tasks are listed by what they are about, newest first, with counts by state", async () => {
  const { project, environment, ReleaseId, task } = await queued();
  const body = { ReleaseId, EnvironmentId: environment };
  const { TaskId: second } = await shared.on.call("POST", "deployments", body);
  const list = (query: string) => shared.on.call("GET", `tasks?project=${project}${query}`);
  expect(idsOf(await list(""))).toEqual([second, task]);
  expect(idsOf(await list(`&ids=${task}`))).toEqual([task]);
  expect(idsOf(await list("&name=Deploy&environment=Environments-999"))).toEqual([]);
  expect(idsOf(await list(`&environment=${environment}&take=1&skip=1`))).toEqual([task]);
  expect((await list("&take=0")).TotalCounts).toMatchObject({ Queued: 2, Success: 0 });
});

test("active tasks have not ended, running ones have started too", async () => {
  const { project, task } = await queued();
  const list = async (query: string) =>
    idsOf(await shared.on.call("GET", `tasks?project=${project}&${query}`));
  expect([await list("active=true"), await list("running=true")]).toEqual([[task], []]);
  await shared.on.runAll();
  expect([await list("active=true"), await list("running=true")]).toEqual([[], []]);
  expect(await list("states=SUCCESS,failed")).toEqual([task]);
});

test("a page of many tasks has all of them in order, read in portions", async () => {
  const queue = (Description: string) =>
    shared.on.call("POST", "tasks", { Name: "Health", Description, Arguments: {} });
  const made: string[] = [];
  for (let n = 0; n < 45; n += 1) made.unshift((await queue(`Portion ${n}`)).Id);
  const page = await shared.on.call("GET", "tasks?partialName=Portion&take=1000");
  expect(idsOf(page)).toEqual(made);
  expect([page.TotalResults, page.TotalCounts.Queued]).toEqual([45, 45]);
  for (const id of made) await shared.on.call("POST", `tasks/${id}/cancel`);
});

test.each([
  ["states=Running", "states must be among Queued, Executing, "],
  ["running=maybe", "running must be true or false"],
  ["take=-1", "take must be a whole number"],
])("a filter that cannot be read is refused: %s", async (query, message) => {
  expect(await shared.refused(400, "GET", `tasks?${query}`)).toContain(message);
});

test("a task waits for the earlier tasks of its lane", async () => {
  const { environment, ReleaseId, task } = await queued();
  const body = { ReleaseId, EnvironmentId: environment };
  const { TaskId } = await shared.on.call("POST", "deployments", body);
  const behind = async (id: string) =>
    idsOf(await shared.on.call("GET", `tasks/${id}/queued-behind`));
  expect([await behind(task), await behind(TaskId)]).toEqual([[], [task]]);
  await shared.on.runAll();
  expect(await behind(TaskId)).toEqual([]);
});

test("the details of a task have its activities and their log", async () => {
  const { task } = await queued();
  await shared.on.runAll();
  const { Task, ActivityLogs, Progress, PhysicalLogSize } = await shared.on.call(
    "GET",
    `tasks/${task}/details?verbose=true`,
  );
  expect([Task.Id, Progress.ProgressPercentage]).toEqual([task, 100]);
  expect(ActivityLogs).toMatchObject([{ Status: Task.State }]);
  expect(PhysicalLogSize).toBeGreaterThan(0);
  expect(await shared.refused(400, "GET", `tasks/${task}/details?tail=few`)).toContain(
    "tail must be a whole number from 0, not 'few'.",
  );
  expect(await shared.on.log(task)).toContain(Task.Description);
});

test("the details of a task with a long log have its last lines, and state how many are missing", async () => {
  const { task } = await queued();
  await shared.on.runAll();
  const text =
    "insert into server.task_log (task_id, number, activity_id, category, occurred, text) \
    select $1, 1000 + n, $1, 'Info', now(), repeat('x', 1000000) from generate_series(1, 8) as n";
  await shared.database.query({ name: "", text }, [task]);
  const details = (query: string) => shared.on.call("GET", `tasks/${task}/details${query}`);
  const { ActivityLogs, OmittedLines, PhysicalLogSize } = await details("");
  expect(PhysicalLogSize).toBe(5_000_000);
  expect(OmittedLines).toBe(1003);
  const [notice, ...lines] = ActivityLogs[0].LogElements;
  expect(notice.MessageText).toBe(
    `1003 earlier lines are not shown: the log is too long. /api/tasks/${task}/raw has all of them.`,
  );
  expect(lines).toHaveLength(5);
  expect((await details("?tail=3")).OmittedLines).toBe(0);
  expect((await details("?tail=7")).OmittedLines).toBe(2);
  expect((await shared.on.log(task)).length).toBeGreaterThan(8_000_000);
});

test("a task that has ended gets another state, or runs again", async () => {
  const { task } = await queued();
  const change = { State: "Failed", Reason: "It did not work." };
  await shared.refused(409, "POST", `tasks/${task}/state`, change);
  await shared.on.call("POST", `tasks/${task}/cancel`);
  expect((await shared.on.task(task)).State).toBe("Canceled");
  expect((await shared.on.call("POST", `tasks/${task}/state`, change)).State).toBe("Failed");
});

test("the kinds of tasks are listed by name", async () => {
  const kinds = await shared.on.call("GET", "tasks/tasktypes");
  expect(kinds).toContainEqual({ Id: "Deploy", Name: "Deploy" });
  expect(kinds).toContainEqual({ Id: "RunbookRun", Name: "RunbookRun" });
});
