import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";

describeStores("user names", (open) => {
  let database: Database;
  let server: TestServer;

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  const create = (Username: string, more: object = {}) =>
    server.call("POST", "/api/users", { Username, ...more });

  test.each([
    ["paypal", ["PayPal", "ｐaypal", "раураl", "РАУРАL", "pаypal"]],
    ["Ольга", ["ОЛЬГА", "Oльга"]],
    ["Straße", ["STRASSE"]],
    ["vitali", ["vitаli", "ｖｉｔａｌｉ"]],
  ])("nobody is mistaken for %j", async (name, others) => {
    expect((await create(name)).status).toBe(201);
    for (const other of others) {
      const answer = await create(other);
      expect([answer.status, answer.text], other).toEqual([
        400,
        expect.stringMatching(/already has the Username|can be mistaken for that of the user/),
      ]);
    }
  });

  test("an ASCII name that looks like one beyond ASCII is refused too", async () => {
    expect((await create("ѕсоре")).status).toBe(201);
    expect((await create("scope")).text).toContain("can be mistaken for that of the user 'ѕсоре'");
  });

  test("two ASCII names may look the same", async () => {
    for (const name of ["user1", "userl", "modern", "modem"]) {
      expect((await create(name)).status, name).toBe(201);
    }
  });

  test.each(["system", "SYSTEM", "Direct SQL", "direct-sql", "ѕystem", "Users-1"])(
    "%j is reserved",
    async (name) => {
      expect((await create(name)).text).toContain("events use it for what no user does");
      const { body } = await server.call("GET", "/api/users/me");
      const renamed = await server.call("PUT", `/api/users/${body.Id}`, { Username: name });
      expect(renamed.status).toBe(400);
    },
  );

  test.each([
    { Username: "in\u200bvisible" },
    { DisplayName: "gpj.\u202efdp" },
    { DisplayName: "a\nb" },
  ])("a character that is not visible is refused: %j", async (more) => {
    expect((await create("visible", more)).text).toContain(
      "must not contain control, bidirectional or invisible characters",
    );
  });

  test("display names may repeat", async () => {
    for (const name of ["twin-1", "twin-2"]) {
      expect((await create(name, { DisplayName: "Twin" })).status).toBe(201);
    }
  });

  test("names of an earlier version stay: their users sign in and can be changed", async () => {
    const Password = "correct horse battery";
    const ids = [];
    for (const Username of ["old-one", "old-two", "old-three"]) {
      ids.push((await create(Username, { Password })).body.Id);
    }
    // As an earlier version stored them.
    const names = ["legacy", "ｌｅｇａｃｙ", "leg\u200bacy"];
    const run = (text: string, ...values: unknown[]) => database.query({ name: "", text }, values);
    for (const [at, name] of names.entries()) {
      const key = JSON.stringify(["Users", "", "Username", name]);
      await run("update trail.unique_keys set key = $1 where document_id = $2", key, ids[at]);
      await run("delete from server.user_names where user_id = $1", ids[at]);
      await run(
        `update trail.documents
         set body = jsonb_set(body, '{Username}', to_jsonb($2::text)) where id = $1`,
        ids[at],
        name,
      );
    }
    const again = await startTestServer(database);
    for (const [at, Username] of names.entries()) {
      const sent = { Username, Password };
      const answer = await again.call("POST", "/api/users/login", sent, { key: null });
      expect([answer.status, answer.body.Id], Username).toEqual([200, ids[at]]);
      const changed = { Username, EmailAddress: "old@example.com" };
      const { status, text } = await again.call("PUT", `/api/users/${ids[at]}`, changed);
      expect(status, text).toBe(200);
    }
    expect((await create("LEGACY")).status).toBe(400);
    const renamed = await again.call("PUT", `/api/users/${ids[1]}`, { Username: "renamed" });
    expect(renamed.status, renamed.text).toBe(200);
    expect((await create("ＬＥＧＡＣＹ")).text).toContain("can be mistaken");
    await again.close();
  });

  test("of two names that look the same and are created at the same time, one is refused", async () => {
    const pairs = ["сос", "coc", "ｃｏｃ", "соc", "cос", "coс"].map((name) => create(name));
    const answers = await Promise.all(pairs);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const { status } of refused) expect([400, 409]).toContain(status);
  });
});
