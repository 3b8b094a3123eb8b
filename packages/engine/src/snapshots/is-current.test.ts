import { variableSets } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { isCurrent } from "./is-current.ts";
import { takeSnapshots } from "./snapshots.ts";

let database: Database;
let engine: TestEngine;

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database);
});
afterAll(() => database.close());

test("a snapshot is current until its document changes", async () => {
  const set = await engine.variableSet("Mail");
  const [snapshot] = await takeSnapshots(engine, [set]);
  expect(await isCurrent(engine.trail, snapshot)).toBe(true);
  const Variables = [{ Id: "1", Name: "A", Value: "x", Type: "String" }];
  await engine.change(variableSets, set, { Variables });
  expect(await isCurrent(engine.trail, snapshot)).toBe(false);
});

test("no snapshot is current; one of a deleted document is not", async () => {
  for (const none of [undefined, null, ""]) expect(await isCurrent(engine.trail, none)).toBe(true);
  const gone = `variableset-Projects-99-s-1-${"A".repeat(32)}`;
  expect(await isCurrent(engine.trail, gone)).toBe(false);
});
