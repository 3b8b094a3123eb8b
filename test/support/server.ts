import { randomBytes, randomUUID } from "node:crypto";
import { DOCUMENT_DEFINITIONS, type DocumentDefinition } from "@indelible/domain";
import type { ScriptHost } from "@indelible/execution";
import type { Policy } from "@indelible/ledger";
import { createServer, type Server, serverMigrations } from "@indelible/server";
import {
  type CheckpointKeeper,
  type Database,
  masterKeySealer,
  migrate,
  sha256Hex,
} from "@indelible/trail";
import { memoryKeeper } from "./kept-checkpoint.ts";
import { QUICK } from "./trail.ts";

/** The administrator's key on every test server. */
export const ADMIN_KEY = "API-TESTTESTTESTTESTTESTTEST";
/** The administrator's password on every test server, unless told. */
export const ADMIN_PASSWORD = "correct horse battery";

/** What a test may choose; the rest is as in production, but for the clock's start. */
export interface TestServerOptions {
  readonly definitions?: readonly DocumentDefinition[];
  readonly clock?: () => Date;
  readonly adminPassword?: string;
  readonly trustedProxies?: readonly string[];
  readonly portalFolder?: string;
  readonly packageBytesMax?: number;
  readonly witnessPolicy?: Policy;
  /** Where steps of the server's own run; nowhere unless told. */
  readonly scriptHost?: ScriptHost;
  /** The name of the server, for tests with several on one store. */
  readonly node?: string;
  /** What the server keeps of its ledger; the same for all servers over one store unless given. */
  readonly checkpointKeeper?: CheckpointKeeper;
  /** The seed of the ledger's key. */
  readonly ledgerSeed?: Uint8Array;
  /** Told of unexpected errors, which otherwise fail the test when the server closes. */
  readonly logError?: (error: unknown, request: string) => void;
}

/** An answer of a test server, its body parsed when it is JSON. */
export interface TestAnswer {
  readonly status: number;
  /** Tests reach into bodies of every shape. */
  readonly body: ReturnType<typeof JSON.parse>;
  readonly text: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

/** A server over a database, answering without a socket. */
export interface TestServer extends Server {
  /**
   * Makes a request; as the administrator unless another key, or null for none, is given. A form is
   * sent with its files, a text as it is, and all else as JSON.
   */
  call(
    method: string,
    url: string,
    body?: unknown,
    options?: { key?: string | null; headers?: Record<string, string> },
  ): Promise<TestAnswer>;
  close(): Promise<void>;
}

/** Starts a server over a store (see stores.ts); closing it leaves the store open. */
export async function startTestServer(
  database: Database,
  options: TestServerOptions = {},
): Promise<TestServer> {
  await migrate(database, "server", serverMigrations(), sha256Hex);
  const errors: unknown[] = [];
  const server = await createServer({
    database,
    sealer: masterKeySealer(new Uint8Array(32).fill(7), randomBytes, QUICK),
    definitions: options.definitions ?? DOCUMENT_DEFINITIONS,
    clock: options.clock ?? (() => new Date()),
    random: (bytes) => randomBytes(bytes),
    newUuid: randomUUID,
    adminUsername: "admin",
    adminPassword: options.adminPassword ?? ADMIN_PASSWORD,
    adminApiKey: ADMIN_KEY,
    trustedProxies: options.trustedProxies ?? [],
    ledgerSeed: options.ledgerSeed ?? new Uint8Array(32).fill(9),
    checkpointKeeper: options.checkpointKeeper ?? (await keeperOf(database)),
    ledgerOrigin: "indelible/test",
    ledgerPublic: false,
    packageBytesMax: options.packageBytesMax ?? 1024 ** 3,
    portalFolder: options.portalFolder,
    scriptHost: options.scriptHost,
    node: options.node ?? "test",
    taskCap: 5,
    ...(options.witnessPolicy === undefined ? {} : { witnessPolicy: options.witnessPolicy }),
    logError: options.logError ?? ((error) => errors.push(error)),
  });
  return {
    ...server,
    call: async (method, url, body, { key = ADMIN_KEY, headers = {} } = {}) => {
      const sent = await payloadOf(body);
      const response = await server.app.inject({
        method: method as "GET",
        url,
        headers: {
          ...(key === null ? {} : { "x-octopus-apikey": key }),
          ...sent.headers,
          "user-agent": "test-client/1.0",
          ...headers,
        },
        ...(sent.payload === undefined ? {} : { payload: sent.payload }),
      });
      const type = String(response.headers["content-type"]);
      const isJson = type.includes("json") && response.body !== "";
      return {
        status: response.statusCode,
        body: isJson ? response.json() : undefined,
        text: response.body,
        bytes: response.rawPayload,
        headers: response.headers,
      };
    },
    close: async () => {
      await server.app.close();
      // An unexpected error was answered with 500; the test that caused it must not pass over it.
      if (errors.length > 0) throw new AggregateError(errors, "The server had unexpected errors.");
    },
  };
}

const keepers = new Map<unknown, CheckpointKeeper>();

/** Servers over one store hold it in turn, as one that is started again: they share what is kept. */
async function keeperOf(database: Database): Promise<CheckpointKeeper> {
  const store = database.kind === "pglite" ? database : await nameOf(database);
  const keeper = keepers.get(store) ?? memoryKeeper();
  keepers.set(store, keeper);
  return keeper;
}

async function nameOf(database: Database): Promise<unknown> {
  const [row] = await database.query({ name: "", text: "select current_database() as name" }, []);
  return row && "name" in row ? row.name : database;
}

/** A body as it is sent: a form with its files, text as it is, all else as JSON. */
async function payloadOf(body: unknown) {
  if (body === undefined) return { headers: {}, payload: undefined };
  if (!(body instanceof FormData)) {
    const payload = typeof body === "string" ? body : JSON.stringify(body);
    return { headers: { "content-type": "application/json" }, payload };
  }
  const form = new Response(body);
  return {
    headers: { "content-type": form.headers.get("content-type") ?? "" },
    payload: Buffer.from(await form.arrayBuffer()),
  };
}
