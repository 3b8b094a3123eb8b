import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../support/stores.ts";
import { namingCases } from "./naming-cases.ts";
import { expectRefusals, NamingSuite } from "./naming-suite.ts";

// Every place where a body can name a document x {of another space, unseen, limited elsewhere, seen}.
// The long form is in test/torture.

let database: Database;
let suite: NamingSuite;
const cases = namingCases();

beforeAll(async () => {
  database = await openStore("postgres");
  suite = await NamingSuite.open(database);
});
afterAll(async () => {
  await suite.server.close();
  await database.close();
});

test("bodies name documents in many places", () => {
  expect(cases.length).toBeGreaterThan(80);
});

test("what a body names is refused like what does not exist, unless its sender may see it here", async () => {
  expect(await suite.allProblems(cases)).toEqual([]);
});

test("what a body names is accepted if its sender may see it", async () => {
  expectRefusals(await suite.refusedAmong(cases));
});
