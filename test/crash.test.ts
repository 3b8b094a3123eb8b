import { join } from "node:path";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { openPglite, type TrailEvent } from "@indelible/trail";
import { beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../packages/cli/src/program.ts";
import { checkEverything } from "./support/check-everything.ts";
import { buildPrograms, type ServerProcess, startServerProcess } from "./support/server-process.ts";
import { prepareDataFolder } from "./support/stores.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";
import { testWorld } from "./support/world.ts";

const KEY = "API-TESTTESTTESTTESTTESTTEST";

/** Number of acknowledged writes before each kill. */
const KILLED_AFTER = [7, 31];
const WRITERS = 6;

/** The acknowledged writes: names by environment id, the latest last. */
type Acknowledged = Map<string, string[]>;

/** The server responds that it accepts no more requests. */
class Stopping extends Error {}

async function send(address: string, method: string, path: string, body?: unknown) {
  const response = await fetch(`${address}/api${path}`, {
    method,
    headers: { "x-octopus-apikey": KEY, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 503) throw new Stopping();
  expect(response.status).toBeLessThan(300);
  return response.json();
}

/** Creates environments and renames each, until the server is gone; reports each response. */
async function writeUntilGone(
  address: string,
  prefix: string,
  onAnswer: (id: string, name: string) => void,
): Promise<void> {
  for (let count = 0; ; count++) {
    const name = `${prefix}-${count}`;
    try {
      const { Id } = await send(address, "POST", "/environments", { Name: name });
      onAnswer(Id, name);
      await send(address, "PUT", `/environments/${Id}`, { Name: `${name} renamed` });
      onAnswer(Id, `${name} renamed`);
    } catch (error) {
      // It is stopping, or the connection is refused or cut; any other error fails the test.
      if ([Stopping, TypeError, SyntaxError].some((kind) => error instanceof kind)) return;
      throw error;
    }
  }
}

/** Writes concurrently, and stops the server after this many acknowledged writes. */
async function writeAndStop(
  server: ServerProcess,
  signal: NodeJS.Signals,
  stopAfter: number,
  acknowledged: Acknowledged,
): Promise<void> {
  const address = await server.address;
  let count = 0;
  const prefix = `${signal} ${acknowledged.size}`;
  await Promise.all(
    Array.from({ length: WRITERS }, (_, writer) =>
      writeUntilGone(address, `${prefix} ${writer}`, (id, name) => {
        acknowledged.set(id, [...(acknowledged.get(id) ?? []), name]);
        count += 1;
        if (count === stopAfter) server.kill(signal);
      }),
    ),
  );
}

/** Every acknowledged write and its event exist. */
async function expectAll(address: string, acknowledged: Acknowledged): Promise<void> {
  for (const [id, names] of acknowledged) {
    const { Items } = await send(address, "GET", `/events?regarding=${id}`);
    const messages = Items.map(({ Message }: TrailEvent) => Message).reverse();
    expect(messages.slice(0, names.length)).toEqual(
      [
        `Environment ${names[0]} was created`,
        `Environment ${names[0]} was renamed to ${names[1]}`,
      ].slice(0, names.length),
    );
    const { Name } = await send(address, "GET", `/environments/${id}`);
    // A rename that was not acknowledged may have been committed.
    if (messages.length === names.length) expect(Name).toBe(names.at(-1));
  }
}

/** A program finds the files that its modules read, whatever its directory. */
async function expectPages(address: string): Promise<void> {
  for (const page of ["/app/", "/api/docs/static/swagger-ui.css"]) {
    expect((await fetch(`${address}${page}`)).status, page).toBe(200);
  }
}

describe("the server as a process", () => {
  beforeAll(() => buildPrograms());

  test("after it is killed during writes, every acknowledged write and its event exist", async () => {
    const folder = temporaryDirectory();
    await prepareDataFolder(folder);
    const settings = { DATA_DIR: folder, ADMIN_API_KEY: KEY };
    const acknowledged: Acknowledged = new Map();
    for (const killedAfter of KILLED_AFTER) {
      const server = startServerProcess(settings);
      await writeAndStop(server, "SIGKILL", killedAfter, acknowledged);
      expect(await server.ended).toMatchObject({ signal: "SIGKILL", stderr: "" });
    }
    const server = startServerProcess(settings);
    await expectAll(await server.address, acknowledged);
    await expectPages(await server.address);
    const second = await startServerProcess(settings).ended;
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr).toMatch(/^DATA_DIR .* is in use by another server; .*\.\n$/);
    await writeAndStop(server, "SIGTERM", 5, acknowledged);
    expect(await server.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
    const database = await openPglite({ folder: join(folder, "database") });
    await checkEverything(database, DOCUMENT_DEFINITIONS);
    const text = "select id, title from trail.documents where type = 'Environments'";
    const stored = await database.query<{ id: string; title: string }>({ name: "", text }, []);
    await database.close();
    const world = testWorld({ environment: { DATA_DIR: folder }, clock: () => new Date() });
    const code = await runProgram(world, ["verify", "--json"]);
    expect(JSON.parse(world.printed()).findings).toEqual([]);
    expect(code).toBe(0);
    expect(JSON.parse(world.printed())).toMatchObject({ ok: true, findings: [] });
    const titles = new Map(stored.map(({ id, title }) => [id, title]));
    for (const [id, names] of acknowledged) expect(titles.get(id)).toContain(names.at(-1));
  }, 240_000);

  test.each([
    ["PORT", "eighty"],
    ["DATABASE_URL", "mysql://localhost/shop"],
    ["ADMIN_API_KEY", "secret"],
    ["ADMIN_PASSWORD", "short"],
    ["MASTER_KEY", "c2hvcnQ="],
  ])("an invalid %s stops it with one error message", async (name, value) => {
    const settings = { DATA_DIR: temporaryDirectory(), [name]: value };
    const end = await startServerProcess(settings).ended;
    expect(end).toMatchObject({ code: 1, stdout: "" });
    expect(end.stderr).toMatch(new RegExp(`^${name} [^\n]+\\.\n$`));
    expect(end.stderr).not.toContain("secret");
  });
});
