import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Examples, examplesFor } from "../../../../test/support/examples.ts";
import { startTestServer, type TestServer } from "../../../../test/support/server.ts";
import { openStore } from "../../../../test/support/stores.ts";

// I5: whatever way a client writes a secret, nobody reads it again, and unchanged it never changes.

const RUNS = { numRuns: 25, seed: 20_260_104 };

/** What no answer, event or stored text may hold, and what each must show. */
const secret = fc.nat().map((n) => `hush-${n}`);
const plain = fc.nat().map((n) => `open-${n}`);

/** The forms in which clients write the value of a property. */
const propertyValue = fc.oneof(
  plain,
  plain.map((Value) => ({ IsSensitive: false, Value })),
  plain.map((Value) => ({ IsSensitive: false, Value, SensitiveValue: null })),
  secret.map((NewValue) => ({ HasValue: true, NewValue })),
  secret.map((NewValue) => ({ NewValue })),
  secret.map((NewValue) => ({ HasValue: true, NewValue, Hint: null })),
  secret.map((newValue) => ({ hasValue: true, newValue })),
  secret.map((Value) => ({ IsSensitive: true, Value })),
  secret.map((Value) => ({ IsSensitive: true, Value, SensitiveValue: null })),
  secret.map((NewValue) => ({
    IsSensitive: true,
    Value: null,
    SensitiveValue: { HasValue: true, NewValue },
  })),
  secret.map((newValue) => ({
    isSensitive: true,
    value: null,
    sensitiveValue: { hasValue: true, newValue, hint: null },
  })),
);

const properties = fc.dictionary(fc.constantFrom("A", "B", "C", "D"), propertyValue);

/** The forms in which clients write a variable. */
const variable = fc.oneof(
  plain.map((Value) => ({ Name: "Plain", Value, Type: "String", IsSensitive: false })),
  secret.map((Value) => ({ Name: "Typed", Value, Type: "Sensitive" })),
  secret.map((Value) => ({ Name: "Marked", Value, IsSensitive: true })),
  secret.map((value) => ({ name: "Lowered", value, type: "sensitive", isSensitive: true })),
  secret.map((Value) => ({ Name: "Torn", Value, Type: "String", IsSensitive: true })),
  secret.map((Value) => ({ Name: "Torn too", Value, Type: "Sensitive", IsSensitive: false })),
);

describe("secrets of", () => {
  let database: Database;
  let server: TestServer;
  let examples: Examples;
  let project: string;

  beforeAll(async () => {
    database = await openStore("postgres");
    server = await startTestServer(database);
    examples = examplesFor(server);
    project = await examples.idOf("Projects");
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  async function events(id: string) {
    return (await server.call("GET", `/api/events?regarding=${id}&take=1`)).text;
  }

  async function countEvents(id: string): Promise<number> {
    const { body } = await server.call("GET", `/api/events?regarding=${id}&take=0`);
    return body.TotalResults;
  }

  async function stored(id: string): Promise<string> {
    const text = "select body::text as body from trail.documents where id = $1";
    const [row] = await database.query<{ body: string }>({ name: "", text }, [id]);
    return row?.body ?? "";
  }

  /** Writes a body, and holds every place where it could be read again to the promise. */
  async function expectKept(id: string, url: string, sent: unknown) {
    const written = await server.call("PUT", url, sent);
    expect(written.status, written.text).toBe(200);
    const read = await server.call("GET", url);
    const shown = JSON.stringify(sent);
    for (const text of [written.text, read.text, await events(id), await stored(id)]) {
      expect(text).not.toContain("hush-");
      for (const [open] of shown.matchAll(/open-\d+/g)) expect(text).toContain(open);
    }
    for (const text of [written.text, read.text]) {
      expect(text).not.toMatch(/sealed:v1|sensitive-value-indicator/);
    }
    expect(await events(id)).not.toContain("sealed:v1");
    const sealed = (await stored(id)).match(/sealed:v1:/g) ?? [];
    expect(sealed).toHaveLength((shown.match(/hush-/g) ?? []).length);
    // What was read, written back: everything is kept, and nothing has changed.
    const count = await countEvents(id);
    const kept = await stored(id);
    expect((await server.call("PUT", url, read.body)).status).toBe(200);
    expect(await stored(id)).toBe(kept);
    expect(await countEvents(id)).toBe(count);
  }

  test("a deployment process, in every form of a property", async () => {
    const url = `/api/projects/${project}/deploymentprocesses`;
    await fc.assert(
      fc.asyncProperty(properties, properties, async (ofStep, ofAction) => {
        const Actions = [{ Name: "a", ActionType: "x", Properties: ofAction }];
        const Steps = [{ Name: "s", Properties: ofStep, Actions }];
        await expectKept(`deploymentprocess-${project}`, url, { Steps });
      }),
      RUNS,
    );
  });

  test("a variable set, in every form of a variable", async () => {
    const url = `/api/projects/${project}/variables`;
    await fc.assert(
      fc.asyncProperty(fc.array(variable, { maxLength: 5 }), async (Variables) => {
        await expectKept(`variableset-${project}`, url, { Variables });
      }),
      RUNS,
    );
  });

  test("a property can be replaced, kept and cleared one by one", async () => {
    const { Id, ProjectId } = await examples.create(definitionOf("deploymentprocess"));
    const url = `/api/projects/${ProjectId}/deploymentprocesses`;
    const write = (
      A: unknown,
      B: unknown,
      steps = [{ Id: "s", Name: "s", Properties: { A, B } }],
    ) => server.call("PUT", url, { Steps: steps });
    const value = (NewValue: string) => ({ HasValue: true, NewValue });
    const there = { HasValue: true, NewValue: null, Hint: null };
    await write(value("hush-1"), value("hush-2"));
    const changed = await write({ HasValue: true }, value("hush-3"));
    expect(changed.body.Steps[0].Properties).toEqual({ A: there, B: there });
    const { body } = await server.call("GET", `/api/events?regarding=${Id}&take=1`);
    expect(body.Items[0].ChangeDetails.Differences).toEqual([
      {
        op: "replace",
        path: "/Steps/0/Properties/B",
        value: expect.stringMatching(/^sensitive-value-indicator:v1:/),
      },
    ]);
    const cleared = await write({ HasValue: false }, { HasValue: true });
    expect(cleared.body.Steps[0].Properties).toEqual({ A: null, B: there });
    expect((await stored(Id)).match(/sealed:v1:/g)).toHaveLength(1);
  });

  test("a variable that stops being sensitive loses its value rather than showing it", async () => {
    const { Id, OwnerId } = await examples.create(definitionOf("variableset"));
    const url = `/api/projects/${OwnerId}/variables`;
    const Variables = [{ Id: "v", Name: "V", Value: "hush-9", Type: "Sensitive" }];
    await server.call("PUT", url, { Variables });
    const opened = [{ Id: "v", Name: "V", Value: null, Type: "String", IsSensitive: false }];
    const { body } = await server.call("PUT", url, { Variables: opened });
    expect(body.Variables[0]).toMatchObject({ Value: null, Type: "String", IsSensitive: false });
    expect(await stored(Id)).not.toMatch(/sealed|hush/);
    expect(await events(Id)).not.toMatch(/sealed|hush/);
  });

  test("a secret in a shape that is none is refused, and nothing is changed", async () => {
    const { Id } = await examples.create(definitionOf("Accounts"));
    const account = `/api/accounts/${Id}`;
    const process = `/api/projects/${project}/deploymentprocesses`;
    const before = await stored(Id);
    for (const shape of [{ secret: "hush-1" }, { NewValue: 5 }, { HasValue: "hush-1" }, {}]) {
      const Actions = [{ Name: "a", ActionType: "x", Properties: { P: shape } }];
      for (const [url, body] of [
        [account, { Password: shape }],
        [process, { Steps: [{ Name: "s", Actions }] }],
        [process, { Steps: [{ Name: "s", Properties: { P: { SensitiveValue: shape } } }] }],
      ] as const) {
        const answer = await server.call("PUT", url, body);
        expect(answer.status, answer.text).toBe(400);
        expect(answer.text).not.toContain("hush-");
      }
    }
    expect(await stored(Id)).toBe(before);
  });

  test("credentials in the address of a feed are refused without quoting them", async () => {
    for (const user of ["reader:hush-1", "hush-1"]) {
      const FeedUri = `https://${user}@packages.example/v3`;
      const body = { Name: "Credentials", FeedType: "NuGet", FeedUri };
      const answer = await server.call("POST", "/api/feeds", body);
      expect(answer.status, answer.text).toBe(400);
      expect(answer.text).toContain("FeedUri must not contain a user name or password");
      expect(answer.text).not.toContain("hush-");
    }
  });

  test("what a refused body holds stays out of the refusal", async () => {
    const url = `/api/projects/${project}/variables`;
    const bodies = [
      '{"Variables": [{"Name": "V", "Value": hush-1, "Type": "Sensitive"}]}',
      '{"Variables": [{"Name": "", "Value": "hush-2", "Type": "Sensitive"}]}',
      '{"Variables": [{"Name": "V", "Value": {"a": "hush-3"}, "Type": "Sensitive"}]}',
      '{"Variables": [{"Name": "V", "Value": ["hush-4"], "Type": "hush-5"}]}',
      '{"Variables": [{"Name": "V", "Value": "hush-6\\u0000", "Type": "Sensitive"}]}',
    ];
    for (const body of bodies) {
      const headers = { "content-type": "application/json" };
      const answer = await server.call("PUT", url, body, { headers });
      expect(answer.status).toBe(400);
      expect(answer.text).not.toMatch(/hush-\d/);
    }
  });
});

function definitionOf(prefix: string) {
  const found = DOCUMENT_DEFINITIONS.find((definition) => definition.prefix === prefix);
  if (found === undefined) throw new TypeError(`There is no document type ${prefix}`);
  return found;
}
