import { invalid, type Refusal } from "@indelible/kernel";
import { type Database, equals } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manual, step } from "../../../../test/support/deploying.ts";
import type { TestEngine } from "../../../../test/support/engine.ts";
import { ProcessRuns } from "../../../../test/support/process-runs.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { anyone, holding, limitedTo } from "../testing/callers.ts";
import { plainNotes } from "./task-document.ts";
import type { TaskKind } from "./task-kind.ts";
import { TaskService } from "./task-service.ts";

let database: Database;
let runs: ProcessRuns;
let engine: TestEngine;
let service: TaskService;

/** Arguments that name what no caller may see. */
const HIDDEN = { MachineIds: ["Machines-9"] };

const deploy: TaskKind = {
  name: "Deploy",
  run: async () => ({ kind: "succeeded" }),
  needs: () => [],
  notes: plainNotes,
};
const work: TaskKind = {
  ...deploy,
  name: "Work",
  read: (request) => {
    if (request.arguments.Size === "wrong") throw invalid("Arguments.Size is wrong.");
    return { ...request, description: request.description || "Some work" };
  },
};

beforeAll(async () => {
  database = await openStore("postgres");
  runs = await ProcessRuns.open(database);
  engine = runs.engine;
  const { trail, tasks: store, sealer, clock } = engine;
  service = new TaskService({
    trail,
    store,
    sealer,
    clock,
    kinds: [deploy, work],
    checkNaming: async (_caller, _definition, _spaceId, fields) => {
      if (equals(fields, { Arguments: HIDDEN })) throw invalid("There is no such target.");
    },
  });
});
afterAll(() => database.close());

/** The code of the refusal of an act; `done` when it is none. */
function codeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => "done",
    ({ code }: Refusal) => code,
  );
}

const at = (id: string, spaceId: string | null = null) => ({ id, spaceId });

test("a task that is queued by itself is recorded", async () => {
  const task = await service.queue(anyone(), "Spaces-1", {
    Name: "work",
    Arguments: { Size: "L" },
  });
  expect(task).toMatchObject({
    name: "Work",
    state: "Queued",
    description: "Some work",
    arguments: { Size: "L" },
    queued_by: "users-system",
  });
  expect(await engine.recorded(task.id)).toEqual(["TaskQueued"]);
});

test.each([
  ["of an unknown kind", { Name: "Magic" }, "This server does not know tasks of the kind 'Magic'."],
  [
    "that is created with a document",
    { Name: "Deploy" },
    "Tasks of the kind 'Deploy' cannot be queued by themselves.",
  ],
  [
    "with wrong arguments",
    { Name: "Work", Arguments: { Size: "wrong" } },
    "Arguments.Size is wrong.",
  ],
  ["without a name", {}, "Name is required."],
])("a task %s is refused", async (_, sent, sentence) => {
  const refused = service.queue(anyone(), "Spaces-1", sent);
  await expect(refused).rejects.toMatchObject({ code: "invalid", errors: [sentence] });
});

test("a task is not found at an address of another space", async () => {
  const { id } = await engine.executing({ environment_id: "Environments-1" });
  expect(await codeOf(service.get(anyone(), at(id, "Spaces-1")))).toBe("done");
  expect(await codeOf(service.get(anyone(), at(id, "Spaces-2")))).toBe("not-found");
  expect(await codeOf(service.cancel(anyone(), at(id, "Spaces-2")))).toBe("not-found");
});

test("each operation needs its permission; a hidden task is not found", async () => {
  const { id } = await engine.executing({ environment_id: "Environments-1" });
  const staging = { spaceId: "Spaces-1", environments: ["Environments-1"] };
  const production = { spaceId: "Spaces-1", environments: ["Environments-2"] };
  expect(await codeOf(service.queue(holding("TaskView"), "Spaces-1", { Name: "Work" }))).toBe(
    "forbidden",
  );
  expect(await codeOf(service.get(limitedTo(staging, "TaskView"), at(id)))).toBe("done");
  expect(await codeOf(service.get(limitedTo(production, "TaskView"), at(id)))).toBe("not-found");
  expect(await codeOf(service.get(holding("EventView"), at(id)))).toBe("forbidden");
  const viewer = holding("TaskView");
  expect(await codeOf(service.cancel(viewer, at(id)))).toBe("forbidden");
  expect(await codeOf(service.changeState(viewer, at(id), { State: "Success" }))).toBe("forbidden");
  expect(await codeOf(service.get(viewer, at("ServerTasks-99")))).toBe("not-found");
});

test("a queued task is cancelled at once, a running one when it has stopped", async () => {
  const waiting = await engine.queue();
  expect((await service.cancel(anyone(), at(waiting))).state).toBe("Canceled");
  expect(await engine.recorded(waiting)).toEqual(["TaskCanceled"]);
  const running = await engine.executing();
  expect((await service.cancel(anyone(), at(running.id))).state).toBe("Cancelling");
  const again = service.cancel(anyone(), at(running.id));
  await expect(again).rejects.toThrow("Task 'Some work' is Cancelling and cannot be cancelled.");
});

test("the question of a cancelled task is closed", async () => {
  const { id } = await runs.run({ steps: [step(manual("Ask"))] });
  const question = await runs.question(id);
  await service.cancel(anyone(), at(id));
  expect((await engine.document(question.id)).body.IsPending).toBe(false);
});

test("a user marks a task that has ended", async () => {
  const id = await engine.queue();
  await service.cancel(anyone(), at(id));
  const sent = { State: "success", Reason: "Done by hand" };
  expect((await service.changeState(anyone(), at(id), sent)).state).toBe("Success");
  expect((await engine.recorded(id)).at(-1)).toBe("TaskStateChanged");
  const wrong = service.changeState(anyone(), at(id), { State: "Queued" });
  await expect(wrong).rejects.toMatchObject({ errors: ["State must be Success or Failed."] });
  const { id: running } = await engine.executing();
  expect(await codeOf(service.changeState(anyone(), at(running), { State: "Failed" }))).toBe(
    "conflict",
  );
});

test("a task that has ended can be run again", async () => {
  const first = await service.queue(anyone(), "Spaces-1", {
    Name: "Work",
    Arguments: { Size: "L" },
  });
  expect(await codeOf(service.rerun(anyone(), at(first.id)))).toBe("conflict");
  await service.cancel(anyone(), at(first.id));
  const second = await service.rerun(anyone(), at(first.id));
  expect(second.id).not.toBe(first.id);
  expect(second).toMatchObject({ state: "Queued", arguments: { Size: "L" }, name: "Work" });
});

test("a task whose arguments name what the caller may not see is not queued", async () => {
  const queued = service.queue(anyone(), "Spaces-1", { Name: "Work", Arguments: HIDDEN });
  await expect(queued).rejects.toMatchObject({ errors: ["There is no such target."] });
});
