import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { describeStores } from "../../../../test/support/stores.ts";
import { documentGroups } from "./document-groups.ts";

/** Text that does not get smaller when it is compressed. */
const text = (bytes: number) =>
  createHash("shake256", { outputLength: bytes / 2 })
    .update("seed")
    .digest("hex");

describeStores("the documents that are checked together", (open) => {
  test("are as many as fit into memory, a large one alone, and each once", async () => {
    const database = await open();
    const add = (id: string, bytes: number) =>
      database.query(
        {
          name: "",
          text: `insert into trail.documents (id, type, version, title, sort_key, body, modified_on, modified_by)
            values ($1, 'Notes', 1, '', '', jsonb_build_object('Text', $2::text), now(), 'a')`,
        },
        [id, text(bytes)],
      );
    await database.script("set session_replication_role = replica");
    for (const id of ["a", "b", "c"]) await add(id, 100);
    await add("d", 3_000_000);
    for (const id of ["e", "f", "g"]) await add(id, 600_000);
    await database.script("set session_replication_role = origin");
    const gone = Array.from({ length: 25 }, (_, number) => `x${number}`);
    const ids = ["a", "b", "c", "d", "e", "f", "g", ...gone];
    const groups = await documentGroups(database, ids);
    expect(groups.flat().sort()).toEqual([...ids].sort());
    expect(groups.slice(0, 5)).toEqual([
      ["a", "b", "c"],
      ["d"],
      ["e"],
      ["f"],
      expect.arrayContaining(["g"]),
    ]);
    expect(groups.length).toBeLessThan(10);
    expect(await documentGroups(database, [])).toEqual([]);
    await database.close();
  });
});
