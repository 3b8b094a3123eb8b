import { variableSets } from "@indelible/domain";
import {
  canonicalize,
  type Database,
  openSecret,
  sha256Hex,
  shownDocument,
} from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { loadSnapshot, takeSnapshots } from "./snapshots.ts";

describeStores("snapshots", (open) => {
  let database: Database;
  let engine: TestEngine;
  let sets = 0;

  beforeAll(async () => {
    database = await open();
    engine = await TestEngine.open(database);
  });
  afterAll(() => database.close());

  async function newVariableSet(): Promise<string> {
    sets += 1;
    const id = await engine.variableSet(`Set ${sets}`);
    return setVariables(id, "before");
  }

  async function setVariables(id: string, value: string): Promise<string> {
    const Variables = [
      { Id: "plain", Name: "Greeting", Value: value, Type: "String" },
      { Id: "secret", Name: "Password", Value: `secret ${value}`, Type: "Sensitive" },
    ];
    await engine.change(variableSets, id, { Variables });
    return id;
  }

  function alter(text: string, ...values: unknown[]) {
    return database.query({ name: "", text }, values);
  }

  async function secretIn(id: string) {
    return openSecret(engine.sealer, variableSets, await loadSnapshot(engine, id), "#secret/Value");
  }

  test("a version has one snapshot, which does not change", async () => {
    const set = await newVariableSet();
    const [first = ""] = await takeSnapshots(engine, [set]);
    expect(await takeSnapshots(engine, [set, set])).toEqual([first, first]);
    const [kept] = await engine.trail.documents([set]);
    const shown = shownDocument(variableSets, set, "Spaces-1", kept?.body ?? {});
    const digest = sha256Hex(canonicalize(shown)).slice(0, 32).toUpperCase();
    expect(first).toBe(`${set}-s-2-${digest}`);
    await setVariables(set, "after");
    expect(await loadSnapshot(engine, first)).toEqual(kept);
    expect(await secretIn(first)).toBe("secret before");
    const [second = ""] = await takeSnapshots(engine, [set]);
    expect(second).not.toBe(first);
    expect(await secretIn(second)).toBe("secret after");
  });

  test("a missing document has no snapshot", async () => {
    await expect(takeSnapshots(engine, ["variableset-Projects-99"])).rejects.toMatchObject({
      code: "unknown-document",
    });
    await expect(loadSnapshot(engine, "no-such")).rejects.toMatchObject({ code: "not-found" });
  });

  test("a snapshot cannot be changed or removed, except for encrypting its secrets again", async () => {
    const set = await newVariableSet();
    const [id = ""] = await takeSnapshots(engine, [set]);
    for (const change of [
      `update server.snapshots set body = jsonb_set(body, '{Variables,0,Value}', '"x"') where id = $1`,
      `update server.snapshots set body = jsonb_set(body, '{Variables,1,Value,Indicator}', '"sensitive-value-indicator:v1:x"') where id = $1`,
      "update server.snapshots set version = 7 where id = $1",
      "update server.snapshots set taken = now() where id = $1",
      "delete from server.snapshots where id = $1",
    ]) {
      await expect(alter(change, id), change).rejects.toMatchObject({ code: "TR405" });
    }
    await expect(alter("truncate server.snapshots")).rejects.toMatchObject({ code: "TR405" });
    const sealed = engine.sealer.seal("secret before", `${set}#secret/Value`);
    await alter(
      "update server.snapshots set body = jsonb_set(body, '{Variables,1,Value,Kept}', to_jsonb($2::text)) where id = $1",
      id,
      sealed,
    );
    expect((await loadSnapshot(engine, id)).body.Variables).toMatchObject([
      {},
      { Value: { Kept: sealed } },
    ]);
  });

  test("a snapshot that was changed nevertheless is refused", async () => {
    const [id = ""] = await takeSnapshots(engine, [await newVariableSet()]);
    await database.script("alter table server.snapshots disable trigger user");
    await alter(
      `update server.snapshots set body = jsonb_set(body, '{Variables,0,Value}', '"evil"') where id = $1`,
      id,
    );
    await database.script("alter table server.snapshots enable trigger user");
    await expect(loadSnapshot(engine, id)).rejects.toMatchObject({
      code: "damaged",
      message: expect.stringContaining(`The snapshot '${id}' was changed after it was taken`),
    });
  });
});
