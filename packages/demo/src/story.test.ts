import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../test/support/server.ts";
import { openStore } from "../../../test/support/stores.ts";
import { ADMIN, CAST, PASSWORD } from "./cast.ts";
import { monthBefore } from "./story.ts";

const END = new Date("2026-03-31T19:00:00.000Z");
const START = new Date("2026-03-02T08:00:00.000Z");
const ROUTINE_ACTS = 60;

const shares: number[] = [];
let database: Awaited<ReturnType<typeof openStore>>;
let server: TestServer;

beforeAll(async () => {
  const story = monthBefore(END, ROUTINE_ACTS);
  database = await openStore("postgres");
  server = await startTestServer(database, {
    adminPassword: PASSWORD,
    clock: () => story.clock.now(),
    trustedProxies: ["127.0.0.1"],
  });
  const address = await server.app.listen({ port: 0, host: "127.0.0.1" });
  await story.play(address, (share) => shares.push(share));
}, 120_000);

afterAll(async () => {
  await server?.close();
  await database?.close();
});

async function events() {
  const visibility = [null, "Spaces-1"].map((SpaceId) => ({ SpaceId, Restrictions: {} }));
  return server.trail.events({ visibility }, 0, 10_000);
}

test("it is played to its end", () => {
  expect(shares).toHaveLength(ROUTINE_ACTS + 2);
  expect(shares.at(-1)).toBe(1);
});

test("its events are within the month, newest first by number", async () => {
  const all = await events();
  const numbers = all.map(({ Id }) => Number(Id.slice("Events-".length)));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  const times = all.map(({ Occurred }) => Date.parse(Occurred));
  expect(Math.min(...times)).toBe(START.getTime());
  expect(Math.max(...times)).toBeLessThan(END.getTime());
});

test("each user acts from one address with one program", async () => {
  const known = new Map([ADMIN, ...CAST].map((person) => [person.username, person]));
  const acts = (await events()).filter(({ Username }) => Username !== "system");
  expect(acts.length).toBeGreaterThan(ROUTINE_ACTS);
  for (const { Username, IpAddress, UserAgent, IsService } of acts) {
    const { ipAddress, userAgent, isService } = known.get(Username ?? "") ?? {};
    expect({ IpAddress, UserAgent, IsService }).toEqual({
      IpAddress: ipAddress,
      UserAgent: userAgent,
      IsService: isService,
    });
  }
});

test("one night has an incident, and one user leaves", async () => {
  const all = await events();
  const nightly = all.filter(({ Occurred, Username }) => {
    return Username === "chidi" && Occurred.startsWith("2026-03-20T02");
  });
  expect(nightly.length).toBeGreaterThan(4);
  expect(
    all.some(({ DocumentType, Category }) => {
      return DocumentType === "Users" && Category === "Modified";
    }),
  ).toBe(true);
});
