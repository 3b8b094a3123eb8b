import { serverMigrations } from "@indelible/server";
import { migrate, sha256Hex } from "@indelible/trail";
import { expect, test } from "vitest";
import { openStore } from "../support/stores.ts";
import { BINDINGS, type Binding } from "./bindings.ts";
import { tablesOf } from "./tamperings.ts";

test("every column of both schemas has a binding, and there are no others", async () => {
  const database = await openStore("postgres");
  await migrate(database, "server", serverMigrations(), sha256Hex);
  const columns = (await tablesOf(database)).map(({ name, columns }) => [
    name,
    columns.map((column) => column.name).sort(),
  ]);
  await database.close();
  const bound = Object.entries(BINDINGS.tables).map(([name, table]) => [
    name,
    Object.keys(table.columns).sort(),
  ]);
  expect(Object.fromEntries(bound)).toEqual(Object.fromEntries(columns));
});

test("every binding is of a known way, and one that binds nothing has a reason", () => {
  const all = Object.values(BINDINGS.tables).flatMap((table): Binding[] => [
    ...Object.values(table.columns),
    table.insert,
    table.delete,
  ]);
  const unknown = all.filter(({ by }) => !(by in BINDINGS.ways));
  const unexplained = all.filter(({ by, checked, reason }) => {
    return (by === "momentary" || checked === "never") && !reason;
  });
  const unfounded = all.filter((binding) => binding.if !== undefined && !binding.reason);
  expect({ unknown, unexplained, unfounded }).toEqual({
    unknown: [],
    unexplained: [],
    unfounded: [],
  });
});
