// Replaces the server during development of the portal: serves the built portal under /app with
// the policy the real server sends, answers the API from memory, and records every request
// (GET /requests) so that the requests of the portal can be inspected.
//
//   npm run build -w @indelible/portal && npm run fixtures -w @indelible/portal   (PORT, 18066)
//
// Any password signs in but "wrong". The user "auditor" may read events and nothing else; the user
// "newcomer" has an empty record; the user "unlucky" gets an error for every list of events.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { documents, metadata } from "./fixture-documents.js";
import { fixtureEvents } from "./fixture-events.js";

const port = Number(process.env.PORT ?? 18066);
const dist = new URL("../dist/", import.meta.url).pathname;
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'";
const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
const events = fixtureEvents(420, Date.now());
const requests = [];

class Refused {
  constructor(status, message) {
    this.status = status;
    this.message = message;
  }
}

const viewerOf = (request) => /Octopus-Fixture=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1];

function list(query, name) {
  return (query.get(name) ?? "")
    .split(",")
    .filter(Boolean)
    .map((value) => value.toLowerCase());
}

function matches(event, query) {
  const related = event.RelatedDocumentIds.map((id) => id.toLowerCase());
  const groups = list(query, "eventGroups");
  const categories = metadata.groups
    .filter((g) => groups.includes(g.Id.toLowerCase()))
    .flatMap((g) => g.EventCategories);
  const anyOf = (name, values) =>
    list(query, name).length === 0 || list(query, name).some((v) => values.includes(v));
  return (
    anyOf("users", [event.UserId.toLowerCase()]) &&
    anyOf("projects", related) &&
    anyOf("environments", related) &&
    anyOf("regardingAny", related) &&
    anyOf("documentTypes", [related[0]?.split("-")[0]]) &&
    anyOf("eventCategories", [event.Category.toLowerCase()]) &&
    anyOf("correlationId", [event.CorrelationId]) &&
    (groups.length === 0 || categories.includes(event.Category)) &&
    list(query, "regarding").every((id) => related.includes(id)) &&
    (!query.get("from") || Date.parse(event.Occurred) >= Date.parse(query.get("from"))) &&
    (!query.get("to") || Date.parse(event.Occurred) < Date.parse(query.get("to"))) &&
    (event.SpaceId !== null || query.get("includeSystem") === "true")
  );
}

function page(items, url, type) {
  const skip = Number(url.searchParams.get("skip") ?? 0);
  const take = Number(url.searchParams.get("take") ?? 30);
  const next = new URL(url);
  next.searchParams.set("skip", String(skip + take));
  const more = skip + take < items.length;
  return {
    ItemType: type,
    TotalResults: items.length,
    ItemsPerPage: take,
    Items: items.slice(skip, skip + take),
    Links: more ? { "Page.Next": next.pathname + next.search } : {},
  };
}

function eventsAnswer(rest, url, viewer) {
  if (rest && metadata[rest]) return metadata[rest];
  if (rest)
    return (
      events.find((event) => event.Id === rest) ?? new Refused(404, "The event was not found.")
    );
  if (viewer === "newcomer") return page([], url, "Event");
  if (viewer === "unlucky") return new Refused(500, "The database does not answer.");
  return page(
    events.filter((event) => matches(event, url.searchParams)),
    url,
    "Event",
  );
}

function documentsAnswer(request, route, rest, url, body) {
  const all = documents[route];
  if (!all) return new Refused(404, "There is no such resource.");
  if (request.method === "POST") return create(all, body);
  if (rest === "all") return all;
  if (rest) return oneDocument(request, all, rest, body);
  const name = (url.searchParams.get("partialName") ?? "").toLowerCase();
  return page(
    all.filter((d) => (d.Name ?? d.DisplayName ?? "").toLowerCase().includes(name)),
    url,
    route,
  );
}

function create(all, body) {
  if (all.some((document) => document.Name === body.Name))
    return new Refused(400, `The name ${body.Name} is already in use.`);
  const prefix = all[0].Id.split("-")[0];
  all.push({ ...body, Id: `${prefix}-${all.length + 100}`, SpaceId: "Spaces-1", Links: {} });
  return all.at(-1);
}

function oneDocument(request, all, id, body) {
  const index = all.findIndex((document) => document.Id === id);
  if (index < 0) return new Refused(404, "The resource was not found.");
  if (request.method === "PUT") all[index] = { ...all[index], ...body };
  if (request.method === "DELETE") return all.splice(index, 1)[0];
  return all[index];
}

function answer(request, url, body) {
  const parts = url.pathname.split("/").filter(Boolean).slice(1);
  const [route, rest] = /^Spaces-\d+$/.test(parts[0] ?? "") ? parts.slice(1) : parts;
  const viewer = viewerOf(request);
  if (route === undefined)
    return { Application: "Octopus Deploy", Version: "2026.3.1", ApiVersion: "3.0.0", Links: {} };
  if (route === "users" && rest === "logout") return {};
  if (!viewer) return new Refused(401, "You must be signed in to do this.");
  if (route === "users" && rest === "me")
    return documents.users.find((u) => u.Username === viewer) ?? documents.users[0];
  if (route === "events") return eventsAnswer(rest, url, viewer);
  if (viewer === "auditor")
    return new Refused(403, "You do not have permission to perform this action.");
  return documentsAnswer(request, route, rest, url, body);
}

function signIn(response, body) {
  if (body.Password === "wrong")
    return send(response, new Refused(401, "Invalid username or password."));
  response.setHeader("Set-Cookie", [
    `Octopus-Fixture=${body.Username}; Path=/; HttpOnly; SameSite=Strict`,
    "Octopus-Csrf-Token_fixture=fixture-token; Path=/; SameSite=Strict",
  ]);
  return send(
    response,
    documents.users.find((user) => user.Username === body.Username) ?? documents.users[0],
  );
}

function send(response, value) {
  const refused = value instanceof Refused;
  const body = refused ? { ErrorMessage: value.message, Errors: [value.message] } : value;
  response.writeHead(refused ? value.status : 200, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

async function serveFile(response, pathname) {
  const wanted = pathname.replace(/^\/app\/?/, "") || "index.html";
  const path = normalize(join(dist, wanted));
  if (!path.startsWith(dist)) return send(response, new Refused(404, "Not found."));
  response.setHeader("Content-Security-Policy", policy);
  try {
    const file = await readFile(path);
    response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream" });
    response.end(file);
  } catch {
    send(response, new Refused(404, "Not found."));
  }
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? {} : JSON.parse(text);
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  if (url.pathname.startsWith("/app")) return serveFile(response, url.pathname);
  if (url.pathname === "/requests") return send(response, requests);
  const body = await bodyOf(request);
  const csrf = request.headers["x-octopus-csrf-token"];
  requests.push({ method: request.method, url: request.url, csrf });
  if (url.pathname === "/api/users/login") return signIn(response, body);
  if (request.method !== "GET" && csrf !== "fixture-token")
    return send(response, new Refused(403, "The anti-forgery token is missing."));
  if (url.searchParams.get("asCsv") === "true") {
    response.writeHead(200, { "Content-Type": "text/csv" });
    return response.end("Id,Message\r\nEvents-1,Example\r\n");
  }
  if (url.pathname === "/api/users/logout")
    response.setHeader("Set-Cookie", "Octopus-Fixture=; Path=/; Max-Age=0");
  return send(response, answer(request, url, body));
});

server.listen(port, () =>
  process.stdout.write(`The portal on made-up data: http://localhost:${port}/app\n`),
);
