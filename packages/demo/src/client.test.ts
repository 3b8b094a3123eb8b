import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { keyClient, signIn } from "./client.ts";

interface ReceivedRequest {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

const IDENTITY = { userAgent: "test/1.0", ipAddress: "192.0.2.7" };

const received: ReceivedRequest[] = [];
let status = 200;
let address = "";

/** Records requests, answers with `status`, and sets session cookies. */
const server = createServer(async (request, response) => {
  const { method, url, headers } = request;
  received.push({ method, url, headers, body: await text(request) });
  response.statusCode = status;
  response.setHeader("set-cookie", [
    "OctopusIdentificationToken=abc; Path=/; HttpOnly",
    "Octopus-Csrf-Token_1=d%7Ce; Path=/",
  ]);
  response.end(JSON.stringify(status === 200 ? { Id: "Users-1" } : { ErrorMessage: "No." }));
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received.length = 0;
  status = 200;
});

test("a client with an API key sends it with its identity", async () => {
  const client = keyClient(address, IDENTITY, "API-1");
  expect(await client.get("/api/a")).toEqual({ Id: "Users-1" });
  await client.post("/api/b", { Name: "é" });
  await client.put("/api/c", {});
  await client.delete("/api/d");
  expect(received.map(({ method, url, body }) => [method, url, body])).toEqual([
    ["GET", "/api/a", ""],
    ["POST", "/api/b", '{"Name":"é"}'],
    ["PUT", "/api/c", "{}"],
    ["DELETE", "/api/d", ""],
  ]);
  for (const { headers, body } of received) {
    expect(headers).toMatchObject({
      "x-octopus-apikey": "API-1",
      "user-agent": "test/1.0",
      "x-forwarded-for": "192.0.2.7",
    });
    expect(headers["content-type"]).toBe(body === "" ? undefined : "application/json");
  }
});

test("a client that signed in sends the session's cookies and its decoded CSRF token", async () => {
  const client = await signIn(address, IDENTITY, "bela", "secret");
  await client.get("/api/a");
  const [login, request] = received;
  expect(login?.url).toBe("/api/users/login");
  expect(JSON.parse(login?.body ?? "")).toEqual({
    Username: "bela",
    Password: "secret",
    RememberMe: true,
  });
  expect(request?.headers).toMatchObject({
    cookie: "OctopusIdentificationToken=abc; Octopus-Csrf-Token_1=d%7Ce",
    "x-octopus-csrf-token": "d|e",
    "x-forwarded-for": "192.0.2.7",
  });
});

test("a refused request fails with the status and the response", async () => {
  status = 403;
  const client = keyClient(address, IDENTITY, "API-1");
  await expect(client.delete("/api/d")).rejects.toMatchObject({
    name: "DemoError",
    message: 'DELETE /api/d failed with 403: {"ErrorMessage":"No."}',
  });
  await expect(signIn(address, IDENTITY, "bela", "wrong")).rejects.toThrow("failed with 403");
});
