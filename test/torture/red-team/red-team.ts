import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import type { Route } from "@indelible/kernel";
import type { Database } from "@indelible/trail";
import { Organisation } from "../../access/organisation.ts";
import { type Examples, examplesFor } from "../../support/examples.ts";
import { ADMIN_KEY, ADMIN_PASSWORD, type TestServer } from "../../support/server.ts";
import { Dice } from "../random.ts";
import { KnownIds } from "./known-ids.ts";
import { type Attacker, requestTo } from "./requests.ts";
import { type RawAnswer, type RawRequest, send } from "./send.ts";

/** Options of an attack. */
export interface RedTeamOptions {
  readonly database: Database;
  readonly server: TestServer;
  /** Determines all requests. */
  readonly seed: number;
  readonly requests: number;
}

/** What became of an attack. */
export interface RedTeamReport {
  /** One line for each answer that must not be. */
  readonly problems: readonly string[];
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Routes that accepted at least one request, and those that accepted none. */
  readonly accepted: number;
  readonly neverAccepted: readonly string[];
  /** Bytes of memory of this process after a fifth of the requests, and after all. */
  readonly memory: readonly [number, number];
}

/** What is stored: the newest event, and the number and the versions of documents. */
interface Stored {
  readonly event: number;
  readonly documents: string;
}

const STORED = `select coalesce((select max(id) from trail.events), 0)::float8 as event,
  (select concat(count(*), '/', sum(version)) from trail.documents) as documents`;

/** The types of documents of another space whose ids the requests name. */
const ELSEWHERE = ["Projects", "Environments", "Tenants", "Accounts", "Certificates", "Feeds"];

/** Requests after which the waiting events are added to the ledger. */
const BATCH = 100;
/** How many of these are sent at the same time. */
const BURST = 20;
const PROBLEMS_MAX = 50;

/**
 * Sends requests to all routes of a server in turn, and checks after each one that it was answered,
 * without a failure of the server, and that exactly the changes have events (I2, I3).
 */
export async function redTeam(options: RedTeamOptions): Promise<RedTeamReport> {
  const { database, server, seed, requests } = options;
  const address = await server.app.listen({ port: 0, host: "127.0.0.1" });
  const attacker = await prepare(server, new Dice(seed));
  const attack = new Attack(database, Number(new URL(address).port), attacker);
  let early = 0;
  for (let number = 0; number < requests; number += BATCH) {
    const routes = Array.from({ length: BATCH }, (_, index) => routeAt(server, number + index));
    for (const route of routes.slice(BURST)) await attack.on(route);
    await attack.burst(routes.slice(0, BURST));
    await server.sequencer.drain();
    if (early === 0 && number >= requests / 5) early = process.memoryUsage().rss;
  }
  await server.sequencer.drain();
  const { problems, statuses, accepted } = attack;
  const neverAccepted = server.routes.map(nameOf).filter((name) => !accepted.has(name));
  const memory = [early, process.memoryUsage().rss] as const;
  return { problems, statuses, accepted: accepted.size, neverAccepted, memory };
}

function routeAt({ routes }: TestServer, number: number): Route {
  const [route] = routes.slice(number % routes.length);
  if (route === undefined) throw new TypeError("A server has routes.");
  return route;
}

/** Documents of every type in the default space and in another one, and a user with few rights. */
async function prepare(server: TestServer, dice: Dice): Promise<Attacker> {
  const ids = new KnownIds();
  const organisation = new Organisation(server);
  const space = await organisation.space();
  const few = await organisation.personWith({ space: ["ProjectView", "EnvironmentView"] });
  const examples = examplesFor(server);
  const elsewhere = examplesFor({
    ...server,
    call: (method, url, ...rest) =>
      server.call(method, url.replace(/^\/api\//, `/api/${space}/`), ...rest),
  });
  for (const { prefix } of DOCUMENT_DEFINITIONS) await addStanding(ids, examples, prefix);
  for (const prefix of ELSEWHERE) await addStanding(ids, elsewhere, prefix);
  const keys = { admin: ADMIN_KEY, few: few.key };
  const session = await signedIn(server);
  const current = async (path: string) => (await server.call("GET", path)).body as unknown;
  return { dice, ids, examples, space, keys, session, current };
}

async function signedIn(server: TestServer): Promise<Record<string, string>> {
  const credentials = { Username: "admin", Password: ADMIN_PASSWORD };
  const { headers } = await server.call("POST", "/api/users/login", credentials, { key: null });
  const cookies = [headers["set-cookie"]].flat().map((cookie) => String(cookie).split(";", 1)[0]);
  const csrf = cookies.find((cookie) => cookie?.startsWith("Octopus-Csrf-Token")) ?? "";
  const token = csrf.slice(csrf.indexOf("=") + 1);
  return { cookie: cookies.join("; "), "x-octopus-csrf-token": token };
}

/** Some types have no example: only the server creates their documents. */
async function addStanding(ids: KnownIds, examples: Examples, prefix: string): Promise<void> {
  const id = await examples.idOf(prefix).catch((error: unknown) => {
    if (error instanceof TypeError) return undefined;
    throw error;
  });
  if (id !== undefined) ids.addStanding(id);
}

class Attack {
  readonly problems: string[] = [];
  readonly statuses: Record<string, number> = {};
  readonly accepted = new Set<string>();
  readonly #database: Database;
  readonly #port: number;
  readonly #attacker: Attacker;

  constructor(database: Database, port: number, attacker: Attacker) {
    this.#database = database;
    this.#port = port;
    this.#attacker = attacker;
  }

  /** Sends one request to a route, and checks what became of it. */
  async on(route: Route): Promise<void> {
    const request = await requestTo(route, this.#attacker);
    const before = await this.#stored();
    const answer = await send(this.#port, request);
    const problem = failureIn(answer) ?? recordProblem(route, answer, before, await this.#stored());
    this.#note(route, request, answer, problem);
  }

  /** Sends a request to each of some routes at the same time, and checks only for failures. */
  async burst(routes: readonly Route[]): Promise<void> {
    const requests = [];
    for (const route of routes)
      requests.push({ route, ...(await requestTo(route, this.#attacker)) });
    const sent = requests.map(async ({ route, ...request }) => {
      const answer = await send(this.#port, request);
      this.#note(route, request, answer, failureIn(answer));
    });
    await Promise.all(sent);
  }

  #note(route: Route, request: RawRequest, answer: RawAnswer, problem: string | undefined): void {
    this.statuses[answer.status] = (this.statuses[answer.status] ?? 0) + 1;
    if (answer.status >= 200 && answer.status < 300) this.#accept(route, request, answer);
    if (problem === undefined || this.problems.length >= PROBLEMS_MAX) return;
    this.problems.push(`${nameOf(route)}: ${problem}\n${shown(request, answer)}`);
  }

  #accept(route: Route, { method }: RawRequest, { status, text }: RawAnswer): void {
    this.accepted.add(nameOf(route));
    const id = status === 201 && method === "POST" ? /"Id":"([\w-]+)"/.exec(text)?.[1] : undefined;
    if (id !== undefined) this.#attacker.ids.addMade(id);
  }

  async #stored(): Promise<Stored> {
    const [row] = await this.#database.query<Stored>({ name: "", text: STORED }, []);
    if (row === undefined) throw new TypeError("A query without a table returns one row.");
    return row;
  }
}

function failureIn({ status }: RawAnswer): string | undefined {
  if (status === 0) return "no answer";
  return status >= 500 && status !== 501 ? "the server failed" : undefined;
}

function recordProblem(
  route: Route,
  { status }: RawAnswer,
  before: Stored,
  after: Stored,
): string | undefined {
  const isRecorded = after.event > before.event;
  const isChanged = after.documents !== before.documents;
  if (isChanged && !isRecorded) return "a change without an event";
  if (status >= 400 && isRecorded) return "an event of a refused request";
  if (status === 201 && !isRecorded && route.mutates === true) return "created without an event";
  const mayRecord = route.mutates === true || route.records === true;
  return isRecorded && !mayRecord ? "an event of a route that records none" : undefined;
}

const SHOWN_MAX = 600;

function shown({ method, path, headers, body = "" }: RawRequest, { status, text }: RawAnswer) {
  const lines = [`${method} ${path}`, JSON.stringify(headers), body, `${status} ${text}`];
  return lines.map((line) => `  ${String(line).slice(0, SHOWN_MAX)}`).join("\n");
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}
