import { randomBytes, scryptSync } from "node:crypto";
import { DOCUMENT_DEFINITIONS, MASTER_KEY_ID } from "@indelible/domain";
import {
  type Database,
  type KeyRing,
  keyRingOf,
  keyRingSealer,
  sha256Hex,
  wrapKeyRing,
} from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { captureLog } from "../../../../test/support/captured-log.ts";
import { checkEverything } from "../../../../test/support/check-everything.ts";
import { bash, Deploying, step } from "../../../../test/support/deploying.ts";
import {
  ADMIN_KEY,
  ADMIN_PASSWORD,
  startTestServer,
  TEST_MASTER_KEY,
  type TestServer,
} from "../../../../test/support/server.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { QUICK } from "../../../../test/support/trail.ts";
import { bindOldRows } from "./bind-old-rows.ts";

const LOGIN = { Username: "admin", Password: ADMIN_PASSWORD };
const random = (bytes: number) => randomBytes(bytes);
const clock = () => new Date();
const OLD_RING = keyRingOf(TEST_MASTER_KEY);
const OLD_KEYS = { masterKey: TEST_MASTER_KEY, ring: OLD_RING };

describeStores("an installation of a version without codes", (open) => {
  let database: Database;
  let person: { readonly id: string; readonly key: string };
  let deployments: { Id: string; TaskId: string }[];
  let bound: KeyRing;

  beforeAll(async () => {
    database = await open();
    const server = await startTestServer(database);
    const on = new Deploying(server);
    const { Id } = await on.call("POST", "users", { Username: "bob", IsService: true });
    const { ApiKey } = await on.call("POST", `users/${Id}/apikeys`, { Purpose: "tests" });
    person = { id: Id, key: ApiKey };
    const project = await on.project([step(bash("Deploy", "true"))]);
    deployments = [
      await on.queue(project, await on.environment()),
      await on.queue(project, await on.environment()),
    ];
    await server.close();
    await makeOld();
  });
  afterAll(() => database.close());

  /** Makes all rows what the earlier version stored. */
  async function makeOld(): Promise<void> {
    const salt = randomBytes(16);
    const hash = scryptSync(ADMIN_PASSWORD, salt, 32, QUICK).toString("base64url");
    const wrapped = wrapKeyRing(OLD_RING, TEST_MASTER_KEY, random);
    await database.script(`
      select trail.announce_commit();
      insert into trail.key_ring (generation, wrapped) values (1, '${wrapped}');
      update server.tasks set mac = null;
      update trail.documents set body = jsonb_set(body, '{Password,Kept}',
        '"scrypt:v1:${salt.toString("base64url")}:${hash}"')
      where type = 'Users' and body ->> 'Username' = 'admin';
      ${oldKey(ADMIN_KEY, "<>")}
      ${oldKey(person.key, "=")}`);
  }

  function oldKey(key: string, isOfPerson: string): string {
    const mine = `type = 'ApiKeys' and body ->> 'UserId' ${isOfPerson} '${person.id}'`;
    return `
      update trail.unique_keys set key = '["ApiKeys","","KeyDigest","${sha256Hex(key)}"]'
      where document_id in (select id from trail.documents where ${mine});
      update trail.documents set body = body - 'KeyMac' || '{"KeyDigest": "${sha256Hex(key)}"}'
      where ${mine};`;
  }

  async function serving<T>(ring: KeyRing, work: (server: TestServer) => Promise<T>): Promise<T> {
    const sealer = keyRingSealer(ring, random, QUICK);
    const server = await startTestServer(database, { sealer, log: captureLog() });
    try {
      return await work(server);
    } finally {
      await server.close();
    }
  }

  async function statuses(server: TestServer): Promise<number[]> {
    const me = (key: string) => server.call("GET", "/api/users/me", undefined, { key });
    const login = server.call("POST", "/api/users/login", LOGIN, { key: null });
    const answers = await Promise.all([me(ADMIN_KEY), me(person.key), login]);
    return answers.map(({ status }) => status);
  }

  test("has rows that are refused until they are bound at the next start, once", async () => {
    expect(await serving(OLD_RING, statuses)).toEqual([401, 401, 401]);
    // Several servers may start at once.
    const all = await Promise.all(
      [1, 2].map(() => bindOldRows(database, OLD_KEYS, { clock, random })),
    );
    const [one, two] = all.map(({ ring }) => ring);
    expect(two).toEqual(one);
    bound = one ?? OLD_RING;
    expect([bound.rowsBound, bound.seals.length]).toEqual([true, 2]);
    expect(await serving(bound, statuses)).toEqual([200, 200, 200]);
    await checkEverything(database, DOCUMENT_DEFINITIONS);
  });

  test("runs the tasks that were queued, and refuses others", async () => {
    const [kept, changed] = deployments;
    await database.script(
      `update server.tasks set queued_by = 'Users-9' where id = '${changed?.TaskId}'`,
    );
    await serving(bound, async (server) => {
      const on = new Deploying(server);
      await on.runAll();
      const startedOf = async (id = "") =>
        (await on.events(id)).filter(({ Category }) => Category === "DeploymentStarted").length;
      expect([await startedOf(kept?.Id), await startedOf(changed?.Id)]).toEqual([1, 0]);
    });
  });

  test("records that its rows were bound", async () => {
    const events = await serving(bound, async (server) => {
      const url = `/api/events?regarding=${MASTER_KEY_ID}&includeSystem=true`;
      return (await server.call("GET", url)).body.Items;
    });
    expect(events[0]).toMatchObject({
      UserId: "users-system",
      CorrelationId: "bind-rows",
      ChangeDetails: { Differences: [{ op: "replace", path: "/Generation", value: 2 }] },
    });
  });

  test("refuses an old key ring, which would have its rows bound again", async () => {
    const wrapped = wrapKeyRing(OLD_RING, TEST_MASTER_KEY, random);
    await database.script(`
      alter table trail.key_ring disable trigger forward_only;
      update trail.key_ring set generation = 1, wrapped = '${wrapped}';`);
    const start = bindOldRows(database, OLD_KEYS, { clock, random });
    await expect(start).rejects.toMatchObject({
      code: "secret",
      message: expect.stringContaining("older than the last recorded change"),
    });
  });
});
