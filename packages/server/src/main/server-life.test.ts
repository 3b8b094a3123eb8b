import type { ServerNode } from "@indelible/domain";
import { systemAct } from "@indelible/kernel";
import type { Database, TrailEvent } from "@indelible/trail";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../test/support/server.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { EVERYTHING } from "./everything.ts";
import { ServerLife, STARTS_PER_HOUR } from "./server-life.ts";

const BODY: ServerNode = {
  Name: "build-7-0a1b2c3d",
  Version: "1.2.3",
  NodeVersion: "22.1.0",
  Configuration: { PORT: "8065", LOG_LEVEL: "info" },
  WitnessPolicy: ["quorum none"],
  LedgerVerifierKeys: ["indelible/test+01234567+AA"],
};
const MINUTE = 60_000;
const VERSIONS = "with version 1.2.3 on Node.js 22.1.0";
const STARTED = `was started ${VERSIONS}`;

describeStores("the life of a server", (open) => {
  let database: Database;
  let server: TestServer;
  let now: number;
  let unrecorded: number;

  beforeEach(async () => {
    database = await open();
    now = Date.UTC(2026, 2, 1);
    unrecorded = 0;
    server = await startTestServer(database, { clock: () => new Date(now) });
  });
  afterEach(async () => {
    await server.close();
    await database.close();
  });

  /** A new process of a server. */
  function process(change: Partial<ServerNode> = {}): ServerLife {
    return new ServerLife({
      trail: server.trail,
      clock: () => new Date(now),
      body: { ...BODY, ...change },
      act: systemAct("run", "Server, started as olga on build-7"),
      unrecorded: {
        count: () => unrecorded,
        keep: (count) => {
          unrecorded = count;
        },
      },
    });
  }

  /** All events of a server, oldest first. */
  async function events(name = BODY.Name): Promise<TrailEvent[]> {
    const terms = [[`OctopusServerNodes-${name}`]];
    const found = await server.trail.events({ visibility: EVERYTHING, terms }, 0, 1000);
    return found.reverse();
  }

  async function sentences(name = BODY.Name): Promise<string[]> {
    return (await events(name)).map(({ Category, Message }) => {
      return `${Category}: ${Message.replace(`Server Node ${name} `, "")}`;
    });
  }

  async function run(change: Partial<ServerNode> = {}): Promise<void> {
    const life = process(change);
    now += 1000;
    await life.start();
    now += 1000;
    await life.stop("by SIGTERM");
  }

  test("its first start records the configuration; each start and stop is an event", async () => {
    await run();
    await run();
    expect(await sentences()).toEqual([
      "Created: was recorded",
      `ServerStarted: ${STARTED}`,
      "ServerStopped: was stopped by SIGTERM",
      `ServerStarted: ${STARTED}`,
      "ServerStopped: was stopped by SIGTERM",
    ]);
    const [created, started] = await events();
    expect(created?.ChangeDetails.DocumentContext).toMatchObject(BODY);
    expect(started?.ChangeDetails).toEqual({ DocumentContext: null, Differences: null });
    for (const event of await events()) {
      expect(event).toMatchObject({
        SpaceId: null,
        UserId: "users-system",
        IdentityEstablishedWith: "Server, started as olga on build-7",
        CorrelationId: "run",
      });
    }
  });

  test("a changed configuration is a difference of its document", async () => {
    await run();
    await run({ Version: "1.3.0", Configuration: { PORT: "80", LOG_LEVEL: "info", HOST: "::" } });
    const modified = (await events()).find(({ Category }) => Category === "Modified");
    expect(modified?.Message).toBe(
      `Server Node ${BODY.Name} was started with another configuration`,
    );
    expect(modified?.ChangeDetails.Differences).toEqual([
      { op: "replace", path: "/Version", value: "1.3.0" },
      { op: "replace", path: "/Configuration/PORT", value: "80" },
      { op: "add", path: "/Configuration/HOST", value: "::" },
    ]);
  });

  test("a start after a run without a stop says so", async () => {
    await process().start();
    now += 5000;
    await run();
    expect((await sentences()).slice(1)).toEqual([
      `ServerStarted: ${STARTED}`,
      "ServerStoppedUnexpectedly: ended without a stop after its start at 2026-03-01T00:00:00.000Z",
      `ServerStarted: ${STARTED}`,
      "ServerStopped: was stopped by SIGTERM",
    ]);
  });

  test("a clock that is set back does not hide that a run ended without a stop", async () => {
    await run();
    now -= 10 * MINUTE;
    await process().start();
    now += 1000;
    await process().start();
    expect((await events()).map(({ Category }) => Category)).toContain("ServerStoppedUnexpectedly");
  });

  test("servers on one database have separate documents and events", async () => {
    await process().start();
    await run({ Name: "other" });
    expect(await sentences()).toEqual(["Created: was recorded", `ServerStarted: ${STARTED}`]);
    expect(await sentences("other")).toHaveLength(3);
  });

  test("a restart loop records a bounded number of starts, and how many it left out", async () => {
    for (let start = 0; start < STARTS_PER_HOUR + 50; start += 1) {
      now += 1000;
      await process().start();
    }
    const during = await sentences();
    expect(during.filter((text) => text.startsWith("ServerStarted"))).toHaveLength(STARTS_PER_HOUR);
    expect(during).toHaveLength(2 * STARTS_PER_HOUR);
    expect(unrecorded).toBe(50);

    now += 1000;
    const lasting = process();
    await lasting.start();
    now += 10 * MINUTE;
    await lasting.recordLateStart();
    expect(await sentences()).toEqual(during);
    now += 50 * MINUTE;
    await lasting.recordLateStart();
    await lasting.recordLateStart();
    await lasting.stop("by SIGTERM");
    expect((await sentences()).slice(during.length)).toEqual([
      "ServerStoppedUnexpectedly: ended without a stop after its start at 2026-03-01T00:00:10.000Z",
      `ServerStarted: was started at 2026-03-01T00:01:01.000Z ${VERSIONS}, after 50 starts that were not recorded`,
      "ServerStopped: was stopped by SIGTERM",
    ]);
    expect(unrecorded).toBe(0);
  });

  test("starts and stops in order are bounded as well; a changed configuration is not left out", async () => {
    for (let start = 0; start < STARTS_PER_HOUR + 5; start += 1) await run();
    expect(await sentences()).toHaveLength(1 + 2 * STARTS_PER_HOUR);
    await run({ Version: "1.3.0" });
    expect((await sentences()).slice(1 + 2 * STARTS_PER_HOUR)).toEqual([
      "Modified: was started with another configuration",
      "ServerStarted: was started with version 1.3.0 on Node.js 22.1.0, after 5 starts that were not recorded",
      "ServerStopped: was stopped by SIGTERM",
    ]);
  });
});
