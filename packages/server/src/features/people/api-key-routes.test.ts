import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const NOW = Date.parse("2027-03-01T12:00:00.000Z");
const inDays = (days: number) => new Date(NOW + days * 24 * 3_600_000).toISOString();

const shared = useServer({ apiKeyDaysMax: 90, clock: () => new Date(NOW) });
const URL = "../users/me/apikeys";

test("a key is valid for at most the configured days, which is also its default", async () => {
  const create = (Expires?: string) =>
    shared.on.call("POST", URL, { Purpose: "limited", ...(Expires ? { Expires } : {}) });
  expect((await create()).Expires).toBe(inDays(90));
  expect((await create(inDays(90))).Expires).toBe(inDays(90));
  expect((await create(inDays(7))).Expires).toBe(inDays(7));
  const body = { Purpose: "limited", Expires: inDays(90.01) };
  expect(await shared.refused(400, "POST", URL, body)).toContain("at most 90 days");
});

test("the key of the first start has the configured maximum too", async () => {
  const { Items } = await shared.on.call("GET", URL);
  const first = Items.find(({ Purpose }: { Purpose: string }) => Purpose === "First start");
  expect(first.Expires).toBe(inDays(90));
});
