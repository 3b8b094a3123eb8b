import type { DocumentDefinition } from "@indelible/domain";
import { spaces } from "@indelible/domain";
import { type Database, type Sealer, sha256Hex, Trail } from "@indelible/trail";
import type { FastifyInstance } from "fastify";
import { Definitions } from "./definitions.ts";
import { DocumentService } from "./documents/document-service.ts";
import { DOCUMENT_RULES } from "./documents/rules.ts";
import { createApp } from "./http/app.ts";
import type { Route } from "./http/route.ts";
import { Authenticator } from "./identity/authenticator.ts";
import { Sessions } from "./identity/sessions.ts";
import { documentRoutes } from "./routes/document-routes.ts";
import { eventRoutes } from "./routes/event-routes.ts";
import { addHealthRoutes } from "./routes/health-routes.ts";
import { addPortal } from "./routes/portal.ts";
import { rootRoutes } from "./routes/root-routes.ts";
import { cookieNames, userRoutes } from "./routes/user-routes.ts";
import { sqlFile } from "./sql-file.ts";
import { bootstrap, type FirstStart } from "./startup/bootstrap.ts";

/** The world outside, as a server needs it. The database is migrated, and stays the caller's. */
export interface ServerOptions {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly definitions: readonly DocumentDefinition[];
  readonly clock: () => Date;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly newUuid: () => string;
  readonly adminUsername: string;
  readonly adminPassword: string | undefined;
  readonly adminApiKey: string | undefined;
  readonly trustedProxies: readonly string[];
  /** The built portal, where there is one. */
  readonly portalFolder: string | undefined;
  readonly logError: (error: unknown, request: string) => void;
}

/** A server that is ready to listen. */
export interface Server {
  readonly app: FastifyInstance;
  readonly trail: Trail;
  /** Everything the API answers, for tests that must miss nothing. */
  readonly routes: readonly Route[];
  /** What the first start made; undefined at every later one. */
  readonly firstStart: FirstStart | undefined;
}

const FACT = sqlFile("fact");

/** Puts a server together, and makes what a new installation begins with. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { database, clock, random } = options;
  const definitions = new Definitions(options.definitions);
  const types = options.definitions;
  const trail = new Trail({
    database,
    types,
    sealer: options.sealer,
    clock,
    random,
    sha256: sha256Hex,
  });
  const service = new DocumentService({ trail, definitions, clock, rules: DOCUMENT_RULES });
  const firstStart = await bootstrap({ ...options, trail, service });
  const installationId = await fact(database, "installation-id", options.newUuid());
  const sessions = new Sessions(database, clock, random);
  const isReady = () => database.query({ name: "", text: "select 1" }, []).then(() => true);
  const routes = [
    ...rootRoutes({ definitions, installationId, isReady }),
    ...userRoutes({ ...options, trail, definitions, service, sessions, installationId }),
    ...eventRoutes(trail, definitions),
    ...documentRoutes({ definitions, service }),
  ];
  const app = await createApp({
    ...options,
    routes,
    authenticator: new Authenticator(trail, database, sessions, clock),
    cookieNames: cookieNames(installationId),
    findSpace: (reference) => findSpace(trail, reference),
  });
  addHealthRoutes(app, isReady);
  await addPortal(app, options.portalFolder);
  return { app, trail, routes, firstStart };
}

async function fact(database: Database, name: string, value: string): Promise<string> {
  const [row] = await database.query<{ value: string }>(FACT, [name, value]);
  return row?.value ?? value;
}

async function findSpace(trail: Trail, reference: string | null): Promise<string | undefined> {
  if (reference === null) {
    const containing = [[{ IsDefault: true }]];
    const { documents } = await trail.list({ type: spaces, containing, skip: 0, take: 1 });
    return documents[0]?.id;
  }
  const [byId] = await trail.documents([reference]);
  if (byId?.type === spaces.prefix) return byId.id;
  return (await trail.findByUniqueValue(spaces, null, { Name: reference, Slug: reference }))?.id;
}
