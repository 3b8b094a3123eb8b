import { connect } from "node:net";
import { DOCUMENT_DEFINITIONS, environments, machines } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addressOf, type Examples, examplesFor } from "./support/examples.ts";
import { startTestServer, type TestAnswer, type TestServer } from "./support/server.ts";
import { describeStores, openStore } from "./support/stores.ts";

const DEPTH = 100_000;
const nestedArrays = "[".repeat(DEPTH) + "]".repeat(DEPTH);
const nestedObjects = `${'{"a":'.repeat(DEPTH)}1${"}".repeat(DEPTH)}`;

/** Invalid bodies for an environment: description, text, status, error message. */
const BAD_BODIES: readonly (readonly [string, string, number, RegExp])[] = [
  ["malformed JSON", '{"Name": ', 400, /not valid JSON/],
  ["text after the JSON", '{"Name": "x"} trailing', 400, /not valid JSON/],
  ["no body", "", 400, /must be a JSON object/],
  ["null", "null", 400, /must be a JSON object/],
  ["a list", '[{"Name": "x"}]', 400, /must be a JSON object/],
  ["a text", '"Name"', 400, /must be a JSON object/],
  ["no name", "{}", 400, /Name is required/],
  ["a null name", '{"Name": null}', 400, /Name is required/],
  ["a name of 300 characters", `{"Name": "${"n".repeat(300)}"}`, 400, /Name .* 200 characters/],
  ["a blank name", '{"Name": " \\t "}', 400, /Name must not be blank/],
  ["a number for a name", '{"Name": 7}', 400, /Name must be text/],
  ["a list for a name", '{"Name": ["x"]}', 400, /Name must be text/],
  ["an object for a name", '{"Name": {"toString": "x"}}', 400, /Name must be text/],
  ["a text for a flag", '{"Name": "x", "UseGuidedFailure": "yes"}', 400, /true or false/],
  ["a text for a number", '{"Name": "x", "SortOrder": "1"}', 400, /SortOrder must be a whole/],
  ["a fraction", '{"Name": "x", "SortOrder": 1.5}', 400, /SortOrder must be a whole number/],
  ["a negative number", '{"Name": "x", "SortOrder": -1}', 400, /SortOrder must be at least 0/],
  ["a number above 2^53", '{"Name": "x", "SortOrder": 1e17}', 400, /SortOrder must be at most/],
  [
    "an infinite number",
    '{"Name": "x", "SortOrder": 1e400}',
    400,
    /SortOrder is too large a number/,
  ],
  [
    "a nested infinite number",
    '{"Name": "x", "ExtensionSettings": [{"a": -1e999}]}',
    400,
    /too large a number/,
  ],
  [
    "a word that is not a valid choice",
    '{"Name": "x", "Type": "Round"}',
    400,
    /Type must be one of Static/,
  ],
  ["a text for a list", '{"Name": "x", "ExtensionSettings": "y"}', 400, /must be a list/],
  ["a slug with a space", '{"Name": "x", "Slug": "a b"}', 400, /Slug contains a character/],
  ["NUL in a name", '{"Name": "a\\u0000b"}', 400, /Name must not contain the NUL/],
  ["nested NUL", '{"Name": "x", "ExtensionSettings": [{"\\u0000": 1}]}', 400, /NUL/],
  ["half a surrogate pair", '{"Name": "\\ud800"}', 400, /Name contains half of a surrogate pair/],
  ["the other half", '{"Name": "x\\udc00"}', 400, /Name contains half of a surrogate pair/],
  [
    "nested half surrogate pair",
    '{"Name": "x", "ExtensionSettings": ["\\ud83d"]}',
    400,
    /surrogate/,
  ],
  ["nesting as the body", nestedArrays, 400, /must be a JSON object/],
  ["nesting in a name", `{"Name": ${nestedArrays}}`, 400, /Name is nested deeper than 32/],
  ["nested lists", `{"Name": "x", "ExtensionSettings": ${nestedArrays}}`, 400, /nested deeper/],
  ["nested objects", `{"Name": "x", "ExtensionSettings": [${nestedObjects}]}`, 400, /nested deep/],
  ["a body of 10 MB", `{"Name": "${"x".repeat(10_000_000)}"}`, 413, /too large/],
];

/** Invalid queries. */
const BAD_QUERIES: readonly (readonly [string, number, RegExp])[] = [
  ["/api/environments?skip=-1", 400, /skip must be a whole number/],
  ["/api/environments?take=-5", 400, /take must be a whole number/],
  ["/api/environments?skip=1.5", 400, /skip must be/],
  ["/api/environments?take=ten", 400, /take must be/],
  ["/api/environments?skip=99999999999999999999", 400, /skip must be/],
  ["/api/environments?partialName=%00", 400, /NUL/],
  ["/api/environments?ids=Environments-1%00", 400, /NUL/],
  ["/api/environments/%00", 400, /NUL/],
  ["/api/environments/%FF", 400, /not a valid URL/],
  ["/api/environments/%", 400, /not a valid URL/],
  ["/api/environments/%E0%A4%A", 400, /not a valid URL/],
  [`/api/environments/${"x".repeat(4_000)}`, 414, /too long/],
  ["/api/environments/Environments-999999", 404, /Environments-999999.*not found/],
  ["/api/environments/Projects-1", 404, /not found/],
  ["/api/environments/__proto__", 404, /not found/],
  ["/api/environments/..%2F..%2Fetc", 404, /not found/],
  ["/api/spaces/%00/environments", 400, /NUL/],
  ["/api/spaces/nowhere/environments", 404, /no space 'nowhere'/],
  ["/api/Spaces-99999/environments", 404, /no space 'Spaces-99999'/],
  ["/api/nonsense", 404, /nothing at '\/api\/nonsense'/],
  ["/api/events?from=yesterday", 400, /from must be a time/],
  ["/api/events?to=2026-02-31", 400, /to must be a time/],
  ["/api/events?from=0000-01-01", 400, /from must be a time/],
  ["/api/events?to=9999-12-31T23:59:59-14:00", 400, /to must be a time/],
  ["/api/events?from=2026-01-01T25:00:00Z", 400, /from must be a time/],
  ["/api/events?fromAutoId=-3", 400, /fromAutoId must be/],
  ["/api/events?toAutoId=1e3", 400, /toAutoId must be/],
  ["/api/events?excludeDifference=perhaps", 400, /excludeDifference must be true or false/],
  ["/api/events?eventGroups=Nothing", 400, /no event group 'Nothing'/],
  ["/api/events?regarding=%00", 400, /NUL/],
  ["/api/events/Events-x", 404, /not found/],
  ["/api/events/Events-99999999999999999999", 404, /not found/],
  [`/api/events?regarding=${"a,".repeat(2_001)}a`, 400, /at most 2000/],
];

describeStores("bad input", (open) => {
  let database: Database;
  let server: TestServer;
  let examples: Examples;

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database);
    examples = examplesFor(server);
    await examples.idOf("Machines");
  });
  afterAll(async () => {
    // Closing fails if any request of this file met an unexpected error.
    await server.close();
    await database.close();
  });

  /** The numbers of all written rows. */
  async function written() {
    const text = `select (select count(*) from trail.documents) as documents,
      (select sum(version) from trail.documents) as versions,
      (select count(*) from trail.events) as events,
      (select count(*) from trail.event_terms) as terms,
      (select count(*) from trail.links) as links,
      (select count(*) from trail.unique_keys) as keys`;
    const [row] = await database.query<Record<string, unknown>>({ name: "", text }, []);
    return Object.fromEntries(Object.entries(row ?? {}).map(([name, n]) => [name, Number(n)]));
  }

  async function refused(ask: () => Promise<TestAnswer>, status: number, sentence: RegExp) {
    const before = await written();
    const answer = await ask();
    expect(answer.status, answer.text.slice(0, 500)).toBe(status);
    expectErrorBody(answer, sentence);
    expect(await written()).toEqual(before);
  }

  test.each(BAD_BODIES)("a body with %s is refused", async (_, body, status, sentence) => {
    await refused(
      () => server.call("POST", "/api/environments", body, JSON_BODY),
      status,
      sentence,
    );
  });

  test.each(BAD_BODIES.filter(([what]) => !/no name|null name|no body/.test(what)))(
    "a change with %s is refused",
    async (_, body, status, sentence) => {
      const id = await examples.idOf("Environments");
      const url = `/api/environments/${id}`;
      await refused(() => server.call("PUT", url, body, JSON_BODY), status, sentence);
    },
  );

  test.each(BAD_QUERIES)("%s is refused", async (url, status, sentence) => {
    await refused(() => server.call("GET", url), status, sentence);
  });

  test("__proto__ and constructor members are ignored without an error", async () => {
    const body = `{"Name": "proto", "__proto__": {"Description": "evil", "UseGuidedFailure": true},
      "constructor": {"prototype": {"SortOrder": 9}},
      "ExtensionSettings": [{"__proto__": {"polluted": true}, "kept": 1}]}`;
    const { status, body: made } = await server.call("POST", "/api/environments", body, JSON_BODY);
    expect(status).toBe(201);
    expect(made).toMatchObject({ Description: "", UseGuidedFailure: false, SortOrder: 0 });
    expect(made.ExtensionSettings).toEqual([{ kept: 1 }]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("unknown members may have any value", async () => {
    const body = `{"Name": "extras", "Unknown": ${nestedObjects}, "Other": "\\ud800\\u0000"}`;
    const { status, body: made } = await server.call("POST", "/api/environments", body, JSON_BODY);
    expect(status).toBe(201);
    expect(made).not.toHaveProperty("Unknown");
  });

  test("several mistakes are reported together", async () => {
    const body = { Name: "", SortOrder: -1, UseGuidedFailure: 3 };
    const answer = await server.call("POST", "/api/environments", body);
    expect(answer.body.Errors).toHaveLength(3);
  });

  test("ids that do not exist, and ids of another type, are refused by field", async () => {
    const project = await examples.idOf("Projects");
    const machine = { Name: "m", Endpoint: {} };
    const cases = [
      [
        { ...machine, EnvironmentIds: ["Environments-9999"] },
        /EnvironmentIds: there is no Environments document .Environments-9999/,
      ],
      [
        { ...machine, EnvironmentIds: [project] },
        /EnvironmentIds: there is no Environments document .Projects-/,
      ],
      [{ ...machine, EnvironmentIds: [""] }, /EnvironmentIds\[0\] must not be blank/],
      [{ ...machine, EnvironmentIds: [7] }, /EnvironmentIds\[0\] must be text/],
      [{ ...machine, EnvironmentIds: project }, /EnvironmentIds must be a list/],
      [{ ...machine, TenantIds: ["Tenants-1\u0000"] }, /TenantIds\[0\].*NUL/],
    ] as const;
    for (const [body, sentence] of cases) {
      await refused(() => server.call("POST", "/api/machines", body), 400, sentence);
    }
  });

  test("a document of another space cannot be named", async () => {
    const members = { SpaceManagersTeamMembers: ["Users-1"] };
    const made = await server.call("POST", "/api/spaces", { Name: "Elsewhere", ...members });
    const space = made.body.Id;
    const environment = await examples.idOf("Environments");
    const body = { Name: "m", Endpoint: {}, EnvironmentIds: [environment] };
    const url = `/api/${space}/machines`;
    await refused(
      () => server.call("POST", url, body),
      400,
      /EnvironmentIds: there is no Environments document/,
    );
    await refused(
      () => server.call("GET", `/api/${space}/environments/${environment}`),
      404,
      /not/,
    );
  });

  test("passwords that are too short, in any form, or for a service account, are refused", async () => {
    const cases = [
      [{ Username: "p", Password: "short" }, /Password must have at least 8/],
      [{ Username: "p", Password: { NewValue: "short" } }, /Password must have at least 8/],
      [{ Username: "p", Password: 12345678 }, /Password must be text/],
      [{ Username: "p", Password: ["12345678"] }, /Password must be text/],
      [{ Username: "p", Password: "long enough", IsService: true }, /service account/],
    ] as const;
    for (const [body, sentence] of cases) {
      await refused(() => server.call("POST", "/api/users", body), 400, sentence);
    }
  });

  test("API keys with a bad or past expiry are refused", async () => {
    for (const Expires of ["never", "2026-13-45T00:00:00Z", "2001-01-01T00:00:00Z", 5]) {
      const body = { Purpose: "p", Expires };
      await refused(() => server.call("POST", "/api/users/me/apikeys", body), 400, /Expires must/);
    }
  });

  test("a signed-out caller learns nothing, whatever the request is", async () => {
    for (const url of ["/api/environments", "/api/Spaces-77/environments", "/api/events"]) {
      await refused(() => server.call("GET", url, undefined, { key: null }), 401, /sign in/);
    }
    const wrong = { key: "API-NOSUCHKEYNOSUCHKEYNOSUCH" };
    await refused(
      () => server.call("POST", "/api/environments", { Name: "x" }, wrong),
      401,
      /API key is not valid/,
    );
  });

  test("a body with a content type other than JSON is refused", async () => {
    const headers = { "content-type": "application/xml" };
    await refused(
      () => server.call("POST", "/api/environments", "<Name/>", { headers }),
      415,
      /Content-Type: application\/json/,
    );
  });

  test("an If-Match and a Version that no response contained are refused", async () => {
    const environment = `/api/environments/${await examples.idOf("Environments")}`;
    const headers = { "if-match": 'W/"x"' };
    await refused(() => server.call("PUT", environment, {}, { headers }), 400, /If-Match must be/);
    const process = `/api/projects/${await examples.idOf("Projects")}/deploymentprocesses`;
    for (const Version of ["1", 1.5, {}]) {
      await refused(() => server.call("PUT", process, { Version }), 400, /Version must be/);
    }
  });

  test("events cannot be written by any method", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      for (const url of ["/api/events", "/api/events/Events-1", "/api/Spaces-1/events/Events-1"]) {
        await refused(() => server.call(method, url, {}), 405, /append-only/);
      }
    }
    const headers = { "x-http-method-override": "DELETE" };
    await refused(
      () => server.call("POST", "/api/events/Events-1", {}, { headers }),
      405,
      /append-only/,
    );
  });

  describe("any body", () => {
    // Names of fields, in unusual case, with values of every kind.
    const bodyFor = (fields: readonly string[]) =>
      fc.dictionary(
        fc.oneof(
          fc.constantFrom(...fields),
          fc.constantFrom(...fields.map((field) => field.toUpperCase())),
          fc.string(),
        ),
        fc.oneof(fc.jsonValue({ noUnicodeString: false }), oddText()),
        { maxKeys: 6 },
      );

    test.each([environments, machines])(
      "$plural never fail unexpectedly, nor write partially",
      async (definition) => {
        const fields = Object.keys(definition.schema.properties);
        const valid = await examples.body(definition);
        await fc.assert(
          fc.asyncProperty(bodyFor(fields), fc.boolean(), async (odd, onTop) => {
            const before = await written();
            const body = onTop ? { ...valid, ...odd } : odd;
            const answer = await server.call("POST", addressOf(definition), body);
            expect(answer.status).toBeLessThan(500);
            if (answer.status === 201) {
              // If it was created, it is deleted, so that the names are unused for the next body.
              await server.call("DELETE", `${addressOf(definition)}/${answer.body.Id}`);
            } else {
              expectErrorBody(answer, /./);
              expect(await written()).toEqual(before);
            }
          }),
          { numRuns: 60, seed: 20_260_101 },
        );
      },
    );

    test.each([environments, machines])(
      "and any text for any field of $plural is no error",
      async (definition) => {
        const id = await examples.idOf(definition.prefix);
        const fields = Object.keys(definition.schema.properties);
        await fc.assert(
          fc.asyncProperty(fc.constantFrom(...fields), oddText(), async (field, text) => {
            const url = `${addressOf(definition)}/${id}`;
            const answer = await server.call("PUT", url, { [field]: text });
            expect(answer.status).toBeLessThan(500);
          }),
          { numRuns: 60, seed: 20_260_102 },
        );
      },
    );

    test("any address gets a response", async () => {
      const piece = fc.oneof(
        fc.string().map(encodeURIComponent),
        fc.constantFrom("%2e%2e", "%00", "%", "spaces", ""),
      );
      const routes = fc.constantFrom(...DOCUMENT_DEFINITIONS.map(({ route }) => route), "events");
      await fc.assert(
        fc.asyncProperty(routes, fc.array(piece, { maxLength: 4 }), async (route, pieces) => {
          const url = ["/api", ...pieces.slice(0, 2), route, ...pieces.slice(2)].join("/");
          expect((await server.call("GET", url)).status).toBeLessThan(500);
        }),
        { numRuns: 100, seed: 20_260_103 },
      );
    });
  });
});

describe("over a socket", () => {
  test("unreadable requests get the error body and a closed connection", async () => {
    const database = await openStore("postgres");
    const server = await startTestServer(database);
    const address = await server.app.listen({ port: 0, host: "127.0.0.1" });
    const port = Number(new URL(address).port);
    const huge = `GET /api HTTP/1.1\r\nHost: x\r\nX-Huge: ${"h".repeat(100_000)}\r\n\r\n`;
    expect(await sendRaw(port, huge)).toMatch(/^HTTP\/1.1 431 [\s\S]*"ErrorMessage":".*too large/);
    expect(await sendRaw(port, "NONSENSE\r\n\r\n")).toMatch(/^HTTP\/1.1 400 [\s\S]*not valid HTTP/);
    await server.close();
    await database.close();
  });
});

const JSON_BODY = { headers: { "content-type": "application/json" } };

/** Unusual characters: control characters, halves of surrogate pairs, and some harmless ones. */
const odd = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

function oddText() {
  return fc.oneof(
    fc.string({ unit: odd, maxLength: 30 }),
    fc.constantFrom("\0", "\ud800", "__proto__", " ", "\u202e", "'; drop table trail.events; --"),
    fc.string({ minLength: 190, maxLength: 300 }),
  );
}

function expectErrorBody(answer: TestAnswer, sentence: RegExp) {
  const { ErrorMessage, Errors } = answer.body;
  expect(ErrorMessage).toEqual(expect.any(String));
  expect(Errors).toEqual(expect.any(Array));
  expect([ErrorMessage, ...Errors].join("\n")).toMatch(sentence);
  // Error messages end like sentences and reveal no internals of the server.
  for (const text of [ErrorMessage, ...Errors]) expect(text).toMatch(/[.!]$/);
  expect(answer.text).not.toMatch(/node_modules|\.ts:\d|at Object\.|trail\.documents/);
}

/** Sends bytes and returns everything received until the connection is closed. */
function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("data", (text) => {
      answer += text;
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ECONNRESET" && error.code !== "EPIPE") reject(error);
    });
    socket.on("close", () => resolve(answer));
  });
}
