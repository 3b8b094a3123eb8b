import { runProgram } from "@indelible/cli";
import { formatVerifierKey, newSignerKey } from "@indelible/ledger";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_KEY, startTestServer, type TestServer } from "./support/server.ts";
import { openStore } from "./support/stores.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";
import { testWorld } from "./support/world.ts";

let database: Database;
let server: TestServer;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  for (let i = 0; i < 5; i++) {
    await server.call("POST", "/api/environments", { Name: `Stage ${i}` });
  }
  await server.sequencer.runBatch();
});
afterAll(async () => {
  await server.close();
  await database.close();
});

/** A `fetch` of the test server; `forge` may change a response. */
function fetchFrom(forge: (path: string, text: string) => string = (_, text) => text) {
  return async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    const path = new URL(String(input)).pathname + new URL(String(input)).search;
    const headers = init?.headers as Record<string, string>;
    const { rawPayload, statusCode } = await server.app.inject({
      method: "GET",
      url: path,
      headers,
    });
    const isText = !path.includes("/tile/");
    const body = isText ? forge(path, rawPayload.toString()) : new Uint8Array(rawPayload);
    return new Response(body, { status: statusCode });
  };
}

async function verify(args: string[], fetchIt: typeof fetch = fetchFrom()) {
  const world = testWorld({ fetch: fetchIt });
  const code = await runProgram(world, ["verify", "--url", "http://server.example/", ...args]);
  return { code, printed: world.printed(), remarked: world.remarked() };
}

const AS_ADMIN = ["--api-key", ADMIN_KEY];

test("a server is verified over HTTP, every event with its proof", async () => {
  const { code, printed, remarked } = await verify(AS_ADMIN);
  const { size } = (await server.ledger.checkpoint()) ?? { size: 0 };
  expect({ code, printed }).toEqual({
    code: 0,
    printed: expect.stringContaining(`Verified: ${size} entries`),
  });
  expect(remarked).toContain(`${size} events were seen and checked; 0 could not be seen.`);
  expect(remarked).toContain("that the server reports");
});

test("events that are not in the ledger yet are neither counted nor reported", async () => {
  await server.call("POST", "/api/environments", { Name: "Waiting" });
  const { code, remarked } = await verify(AS_ADMIN);
  expect({ code, remarked }).toEqual({ code: 0, remarked: expect.stringContaining("0 could not") });
  await server.sequencer.runBatch();
});

test("an event that is not the one in the ledger is reported", async () => {
  const forge = (path: string, text: string) =>
    path.endsWith("/Events-3/proof") ? text.replace("system", "mallory") : text;
  const { code, printed } = await verify([...AS_ADMIN, "--json"], fetchFrom(forge));
  expect(code).toBe(1);
  expect(JSON.parse(printed).findings).toMatchObject([{ kind: "changed", eventId: "Events-3" }]);
});

test("a server with another key is detected with a known key", async () => {
  const other = await newSignerKey("indelible/test", "note", new Uint8Array(32).fill(1));
  const { code, printed } = await verify([
    ...AS_ADMIN,
    "--key",
    formatVerifierKey(other),
    "--json",
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(printed).findings).toMatchObject([{ kind: "forked" }]);
});

test("a saved checkpoint is still valid", async () => {
  const first = (await server.ledger.checkpoints(0, 100)).checkpoints.at(-1);
  const folder = temporaryDirectory({ kept: first?.note ?? "" });
  expect(await verify([...AS_ADMIN, "--since", `${folder}/kept`])).toMatchObject({ code: 0 });
});

test("if a server refuses, the command fails with the server's error message", async () => {
  const { code, remarked } = await verify([]);
  expect({ code, remarked }).toEqual({
    code: 2,
    remarked: expect.stringContaining("answered 401"),
  });
});
