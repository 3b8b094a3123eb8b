import { randomBytes, randomUUID } from "node:crypto";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";
import { type ExpiryTools, recordExpiries, startExpiryLoop } from "./record-expiries.ts";
import { makeSelfSigned } from "./self-signed.ts";

const START = new Date("2026-01-01T00:00:00Z");
const DAY = 86_400_000;

let database: Database;
let server: TestServer;
let tools: ExpiryTools;
let now = START;
let space: string;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database, { clock: () => now });
  tools = { trail: server.trail, database, clock: () => now, newUuid: randomUUID };
});
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(async () => {
  now = START;
  const body = { Name: randomUUID().slice(0, 18), SpaceManagersTeamMembers: ["Users-1"] };
  space = (await server.call("POST", "/api/spaces", body)).body.Id;
});

/** A certificate file that expires a year after a time. */
async function fileFrom(from: Date): Promise<string> {
  const request = { commonName: "x", organization: undefined, curve: "P-256", from } as const;
  const { certificate } = await makeSelfSigned(request, randomBytes);
  return certificate.toString("base64");
}

const yearBefore = (days: number) => new Date(START.getTime() + (days - 365) * DAY);

/** A certificate that expires this many days after the start. */
async function certificate(days: number): Promise<string> {
  const CertificateData = await fileFrom(yearBefore(days));
  const body = { Name: `In ${days} days`, CertificateData };
  return (await server.call("POST", `/api/${space}/certificates`, body)).body.Id;
}

async function passAfter(days: number): Promise<void> {
  now = new Date(START.getTime() + days * DAY);
  await recordExpiries(tools);
}

async function warnings(id: string): Promise<string[]> {
  const { body } = await server.call("GET", `/api/${space}/events?regarding=${id}&take=100`);
  const items = body.Items as { Category: string }[];
  const categories = items.map(({ Category }) => Category).reverse();
  return categories.flatMap((category) => /^CertificateExp(.*)/.exec(category)?.[1] ?? []);
}

test("each warning is recorded once, by the server itself", async () => {
  const id = await certificate(30);
  await passAfter(5);
  expect(await warnings(id)).toEqual([]);
  for (const day of [10, 11, 20, 20, 25, 30, 31]) await passAfter(day);
  expect(await warnings(id)).toEqual(["iry20DayWarning", "iry10DayWarning", "ired"]);
  const { body } = await server.call("GET", `/api/${space}/events?regarding=${id}&take=1`);
  expect(body.Items[0]).toMatchObject({
    Username: "system",
    Category: "CertificateExpired",
    Message: "Certificate In 30 days expired on 2026-01-31",
    Occurred: "2026-01-31T00:00:00.000+00:00",
  });
  expect((await server.call("GET", `/api/${space}/certificates/${id}`)).body.IsExpired).toBe(true);
});

test("of missed events only the most urgent is recorded", async () => {
  const [soon, past] = [await certificate(3), await certificate(-3)];
  await passAfter(0);
  expect([await warnings(soon), await warnings(past)]).toEqual([["iry10DayWarning"], ["ired"]]);
});

test("archived certificates are ignored; a replaced file is warned about again", async () => {
  const id = await certificate(5);
  await server.call("POST", `/api/${space}/certificates/${id}/archive`);
  await passAfter(0);
  expect(await warnings(id)).toEqual([]);
  await server.call("POST", `/api/${space}/certificates/${id}/unarchive`);
  await passAfter(0);
  const CertificateData = await fileFrom(yearBefore(15));
  await server.call("POST", `/api/${space}/certificates/${id}/replace`, { CertificateData });
  await passAfter(1);
  expect(await warnings(id)).toEqual(["iry10DayWarning", "iry20DayWarning"]);
});

test("servers that check at the same time record it once", async () => {
  const ids = await Promise.all([1, 2, 3, 4, 5].map(certificate));
  await Promise.all(Array.from({ length: 6 }, () => recordExpiries(tools)));
  for (const id of ids) expect(await warnings(id)).toEqual(["iry10DayWarning"]);
});

test("the loop checks immediately, reports failures, and stops", async () => {
  const id = await certificate(5);
  const failures: unknown[] = [];
  let passes = 0;
  const broken = () => {
    passes += 1;
    throw new TypeError("no time");
  };
  const failing = startExpiryLoop({ ...tools, clock: broken }, (error) => failures.push(error));
  await failing.stop();
  expect([passes, failures]).toEqual([1, [new TypeError("no time")]]);
  const loop = startExpiryLoop(tools, (error) => failures.push(error));
  await loop.stop();
  expect(await warnings(id)).toEqual(["iry10DayWarning"]);
});
