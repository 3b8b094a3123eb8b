import { openPostgres } from "@indelible/trail";
import { expect, onTestFinished, test } from "vitest";
import { openServer, openStore } from "../../../../test/support/stores.ts";
import { roleWarnings } from "./role-warnings.ts";

test("the owner of the trail is warned about, a role with too many rights too", async () => {
  const { database, url } = await openServer();
  onTestFinished(() => database.close());
  expect(await roleWarnings(database)).toEqual([expect.stringMatching(/owns the trail.*migrate/)]);
  await database.script(`
    create role warned_about login;
    grant usage on schema trail to warned_about;
    grant update on trail.events to warned_about;`);
  const asRole = openPostgres({ url: withUser(url, "warned_about") });
  onTestFinished(async () => {
    await asRole.close();
    await database.script("drop owned by warned_about; drop role warned_about;");
  });
  expect(await roleWarnings(asRole)).toEqual([
    expect.stringMatching(/warned_about has rights to change or delete events/),
  ]);
  await database.script("revoke update on trail.events from warned_about;");
  expect(await roleWarnings(asRole)).toEqual([]);
});

test("an embedded database has no roles to warn about", async () => {
  const database = await openStore("pglite");
  onTestFinished(() => database.close());
  expect(await roleWarnings(database)).toEqual([]);
});

function withUser(url: string, user: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = "";
  return changed.href;
}
