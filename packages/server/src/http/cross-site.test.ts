import { expect, test } from "vitest";
import { ADMIN_PASSWORD } from "../../../../test/support/server.ts";
import { useServer } from "../../../../test/support/use-server.ts";

const shared = useServer();
const credentials = { Username: "admin", Password: ADMIN_PASSWORD };

function send(method: string, url: string, body: unknown, headers: Record<string, string>) {
  return shared.server.call(method, url, body, { key: null, headers });
}

let browser: Promise<Record<string, string>> | undefined;

/** One session for all tests: attempts to sign in are limited. */
function signedIn(): Promise<Record<string, string>> {
  browser ??= signIn();
  return browser;
}

async function signIn() {
  const answer = await send("POST", "/api/users/login", credentials, {});
  const cookies = [answer.headers["set-cookie"]].flat().map((one) => String(one).split(";")[0]);
  const csrf = cookies.find((one) => one?.startsWith("Octopus-Csrf-Token_"))?.split("=")[1];
  return { cookie: cookies.join("; "), "x-octopus-csrf-token": csrf ?? "" };
}

const FOREIGN: Record<string, string>[] = [
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: "http://localhost:8066" },
  { origin: "http://evil.example/localhost" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "cross-site", origin: "http://localhost" },
];
const OWN: Record<string, string>[] = [
  {},
  { origin: "http://localhost" },
  { origin: "http://LOCALHOST:80" },
  { "sec-fetch-site": "same-origin", origin: "https://behind-a-proxy.example" },
  { "sec-fetch-site": "none" },
];

test.each(FOREIGN)("a page of another site neither signs in nor out: %j", async (headers) => {
  for (const [url, body] of [
    ["/api/users/login", credentials],
    ["/api/users/logout", {}],
  ] as const) {
    const answer = await send("POST", url, body, headers);
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([403, undefined]);
  }
});

test("this server's own pages use the session", async () => {
  const own = { ...(await signedIn()), origin: "http://localhost" };
  const body = { Name: "By the portal" };
  expect((await send("POST", "/api/Spaces-1/environments", body, own)).status).toBe(201);
});

test.each(OWN)("the portal and programs sign in and out: %j", async (headers) => {
  expect((await send("POST", "/api/users/login", credentials, headers)).status).toBe(200);
  expect((await send("POST", "/api/users/logout", undefined, headers)).status).toBe(200);
});

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "text/plain; application/json",
])("what a form can send neither signs in nor out: %s", async (type) => {
  for (const url of ["/api/users/login", "/api/users/logout"]) {
    const answer = await send("POST", url, credentials, { "content-type": type });
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([415, undefined]);
  }
});

test.each(FOREIGN)("a session is not used by a page of another site: %j", async (headers) => {
  const foreign = { ...(await signedIn()), ...headers };
  const body = { Name: "By another site" };
  expect((await send("POST", "/api/Spaces-1/environments", body, foreign)).status).toBe(403);
  const file = "/api/Spaces-1/certificates/Certificates-1/export?includePrivateKey=true";
  expect((await send("GET", file, undefined, foreign)).status).toBe(403);
  // Links from other pages work.
  expect((await send("GET", "/api/users/me", undefined, foreign)).status).toBe(200);
});

test("an API key is accepted from anywhere: browsers do not send it by themselves", async () => {
  const headers = { origin: "https://tools.example", "sec-fetch-site": "cross-site" };
  const body = { Name: "By a key" };
  const answer = await shared.server.call("POST", "/api/Spaces-1/environments", body, { headers });
  expect(answer.status, answer.text).toBe(201);
});
