import { users } from "@indelible/domain";
import { Caller, notFound } from "@indelible/kernel";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manual, step } from "../../../../test/support/deploying.ts";
import { ProcessRuns } from "../../../../test/support/process-runs.ts";
import { openStore } from "../../../../test/support/stores.ts";
import type { DocumentReader } from "../ports/document-reader.ts";
import { anyone, holding } from "../testing/callers.ts";
import { InterruptionService } from "./interruption-service.ts";

let database: Database;
let runs: ProcessRuns;
let service: InterruptionService;
let alice: Caller;

beforeAll(async () => {
  database = await openStore("postgres");
  runs = await ProcessRuns.open(database);
  const { trail, tasks, clock } = runs.engine;
  const get: DocumentReader["get"] = async (_, type, __, id) => {
    const found = await trail.documentOf(type, id);
    if (found === undefined) throw notFound(id);
    return found;
  };
  const teamsOf = async (userId: string) => (userId === "Users-1" ? ["Teams-1"] : []);
  service = new InterruptionService({ trail, documents: { get }, tasks, clock, teamsOf });
  const { id } = await runs.engine.create(users, { Username: "alice" }, { spaceId: null });
  alice = named(id, anyone());
});
afterAll(() => database.close());

/** The caller under the name of a user. */
function named(userId: string, { actor, permissions }: Caller): Caller {
  return new Caller({ ...actor, userId, username: "alice" }, "request-1", permissions);
}

async function asked(): Promise<{ task: string; question: string }> {
  const { id: task } = await runs.run({ steps: [step(manual("Ask"))] });
  return { task, question: (await runs.question(task)).id };
}

test("a user who has taken responsibility answers, and the task resumes", async () => {
  const { task, question } = await asked();
  const early = service.submit(alice, "Spaces-1", question, { Result: "Proceed" });
  await expect(early).rejects.toMatchObject({ code: "forbidden" });
  const taken = await service.take(alice, "Spaces-1", question);
  expect(taken.body.ResponsibleUserId).toBe("Users-1");
  const sent = { result: "proceed", Notes: "Looks good" };
  const { body } = await service.submit(alice, "Spaces-1", question, sent);
  expect(body).toMatchObject({
    IsPending: false,
    Form: { Values: { Result: "Proceed", Notes: "Looks good" } },
  });
  await runs.runAll();
  expect((await runs.engine.task(task)).state).toBe("Success");
});

test("a question is answered once", async () => {
  const { question } = await asked();
  await service.take(alice, "Spaces-1", question);
  await service.submit(alice, "Spaces-1", question, { Result: "Abort" });
  const again = service.submit(alice, "Spaces-1", question, { Result: "Proceed" });
  await expect(again).rejects.toMatchObject({ code: "conflict" });
});

test.each([
  [{ Result: "Perhaps" }, "Result must be Proceed or Abort."],
  [{ Guidance: "Retry" }, "Result must be Proceed or Abort."],
  [{ Result: "Proceed", Notes: 7 }, "Notes must be text."],
  [{ Result: "Proceed", Notes: "x".repeat(10_001) }, "Notes must have at most 10000 characters."],
])("an invalid answer is refused: %#", async (sent, sentence) => {
  const { question } = await asked();
  await service.take(alice, "Spaces-1", question);
  const refused = service.submit(alice, "Spaces-1", question, sent);
  await expect(refused).rejects.toMatchObject({ errors: [sentence] });
});

test("a user who may not answer is refused: not-found for those who may not see it", async () => {
  const { question } = await asked();
  const member = named("Users-1", holding("InterruptionViewSubmitResponsible"));
  await expect(service.take(member, "Spaces-1", question)).rejects.toMatchObject({
    code: "not-found",
  });
  const viewer = named("Users-1", holding("InterruptionViewSubmitResponsible", "InterruptionView"));
  await expect(service.take(viewer, "Spaces-1", question)).rejects.toMatchObject({
    code: "forbidden",
  });
  const elsewhere = service.take(alice, "Spaces-2", question);
  await expect(elsewhere).rejects.toMatchObject({ code: "forbidden" });
});
