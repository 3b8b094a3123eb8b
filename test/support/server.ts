import { randomBytes, randomUUID } from "node:crypto";
import { DOCUMENT_DEFINITIONS, type DocumentDefinition } from "@indelible/domain";
import { ACTION_KINDS, type ActionKind } from "@indelible/engine";
import type { ScriptHost } from "@indelible/execution";
import type { Policy } from "@indelible/ledger";
import { createServer, localKey, type Server, serverMigrations } from "@indelible/server";
import {
  type CheckpointStore,
  type Database,
  masterKeySealer,
  migrate,
  type PersonalMember,
  type Sealer,
  sha256Hex,
} from "@indelible/trail";
import { type CapturedLog, captureLog } from "./captured-log.ts";
import { memoryCheckpointStore, memoryStatements } from "./kept-checkpoint.ts";
import { QUICK } from "./trail.ts";

/** The administrator's key on every test server. */
export const ADMIN_KEY = "API-TESTTESTTESTTESTTESTTEST";
/** The default password of the administrator on test servers. */
export const ADMIN_PASSWORD = "correct horse battery";

/** The master key of test servers. */
export const TEST_MASTER_KEY = new Uint8Array(32).fill(7);

/** What a test may set; the rest is as in production, except the clock's start. */
export interface TestServerOptions {
  readonly definitions?: readonly DocumentDefinition[];
  readonly actionKinds?: readonly ActionKind[];
  readonly clock?: () => Date;
  readonly adminPassword?: string;
  readonly trustedProxies?: readonly string[];
  readonly portalFolder?: string;
  readonly apiKeyDaysMax?: number;
  readonly packageBytesMax?: number;
  readonly writeBytesPerMinute?: number;
  readonly witnessPolicy?: Policy;
  /** The members of events that are recorded as commitments; none by default. */
  readonly personalMembers?: readonly PersonalMember[];
  /** Where steps on the server run; by default they cannot. */
  readonly scriptHost?: ScriptHost;
  /** The name of the server, for tests with several servers on one database. */
  readonly node?: string;
  /** What the server keeps of its ledger; by default the same for all servers on one database. */
  readonly checkpointStore?: CheckpointStore;
  /** The seed of the ledger's key. */
  readonly ledgerSeed?: Uint8Array;
  /** The keys of the installation; by default those of a fixed master key. */
  readonly sealer?: Sealer;
  /** Gets the log; without it an error in the log fails the test when the server closes. */
  readonly log?: CapturedLog;
}

/** A response of a test server; its body is parsed if it is JSON. */
export interface TestAnswer {
  readonly status: number;
  /** Tests read bodies of every shape. */
  readonly body: ReturnType<typeof JSON.parse>;
  readonly text: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

/** A server over a database, called without a socket. */
export interface TestServer extends Server {
  /**
   * Sends a request, by default as the administrator; `key` is another API key, or null for none. A
   * form is sent with its files, a text unchanged, everything else as JSON.
   */
  call(
    method: string,
    url: string,
    body?: unknown,
    options?: { key?: string | null; headers?: Record<string, string> },
  ): Promise<TestAnswer>;
  close(): Promise<void>;
}

/** Starts a server over a database (see stores.ts); closing it does not close the database. */
export async function startTestServer(
  database: Database,
  options: TestServerOptions = {},
): Promise<TestServer> {
  await migrate(database, "server", serverMigrations(), sha256Hex);
  const log = options.log ?? captureLog();
  const server = await createServer({
    database,
    sealer: options.sealer ?? masterKeySealer(TEST_MASTER_KEY, randomBytes, QUICK),
    definitions: options.definitions ?? DOCUMENT_DEFINITIONS,
    actionKinds: options.actionKinds ?? ACTION_KINDS,
    clock: options.clock ?? (() => new Date()),
    random: (bytes) => randomBytes(bytes),
    newUuid: randomUUID,
    adminUsername: "admin",
    adminPassword: options.adminPassword ?? ADMIN_PASSWORD,
    adminApiKey: ADMIN_KEY,
    trustedProxies: options.trustedProxies ?? [],
    ledgerKeys: {
      current: await localKey(options.ledgerSeed ?? new Uint8Array(32).fill(9)),
      statements: memoryStatements(),
    },
    checkpointStore: options.checkpointStore ?? (await checkpointStoreOf(database)),
    verifierStore: memoryCheckpointStore(),
    ledgerOrigin: "indelible/test",
    ledgerPublic: false,
    apiKeyDaysMax: options.apiKeyDaysMax,
    packageBytesMax: options.packageBytesMax ?? 1024 ** 3,
    writeBytesPerMinute: options.writeBytesPerMinute ?? 1024 ** 3,
    portalFolder: options.portalFolder,
    scriptHost: options.scriptHost,
    node: options.node ?? "test",
    taskCap: 5,
    personalMembers: options.personalMembers ?? [],
    ...(options.witnessPolicy === undefined ? {} : { witnessPolicy: options.witnessPolicy }),
    log: log.logger,
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
      const errors = options.log === undefined ? log.errors() : [];
      if (errors.length > 0) throw new AggregateError(errors, "The server had unexpected errors.");
    },
  };
}

const checkpointStores = new Map<unknown, CheckpointStore>();

/** Servers on one database share what is kept, like one server that is restarted. */
async function checkpointStoreOf(database: Database): Promise<CheckpointStore> {
  const store = database.kind === "pglite" ? database : await nameOf(database);
  const checkpointStore = checkpointStores.get(store) ?? memoryCheckpointStore();
  checkpointStores.set(store, checkpointStore);
  return checkpointStore;
}

async function nameOf(database: Database): Promise<unknown> {
  const [row] = await database.query({ name: "", text: "select current_database() as name" }, []);
  return row && "name" in row ? row.name : database;
}

/** The body to send: a form with its files, text unchanged, everything else as JSON. */
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
