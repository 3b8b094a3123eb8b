import type { DocumentDefinition } from "@indelible/domain";
import { spaces } from "@indelible/domain";
import { createSigner, formatVerifierKey, newSignerKey, type Policy } from "@indelible/ledger";
import {
  type Database,
  Ledger,
  registerDocumentTypes,
  type Sealer,
  Sequencer,
  sha256Hex,
  Trail,
  Witnesses,
} from "@indelible/trail";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { Definitions } from "./definitions.ts";
import { DocumentService } from "./documents/document-service.ts";
import { documentRules } from "./documents/rules.ts";
import type { ScriptHost } from "./execution/script-host.ts";
import { createApp } from "./http/app.ts";
import type { Route } from "./http/route.ts";
import { Authenticator } from "./identity/authenticator.ts";
import { Sessions } from "./identity/sessions.ts";
import { apiKeyRoutes } from "./routes/api-key-routes.ts";
import { certificateRoutes } from "./routes/certificate-routes.ts";
import { deploymentRoutes } from "./routes/deployment-routes.ts";
import { documentRoutes } from "./routes/document-routes.ts";
import { eventRoutes } from "./routes/event-routes.ts";
import { addHealthRoutes } from "./routes/health-routes.ts";
import { ledgerRoutes } from "./routes/ledger-routes.ts";
import { machinePolicyRoutes } from "./routes/machine-policy-routes.ts";
import { addPortal } from "./routes/portal.ts";
import { releaseRoutes } from "./routes/release-routes.ts";
import { rootRoutes } from "./routes/root-routes.ts";
import { runbookRunRoutes } from "./routes/runbook-run-routes.ts";
import { cookieNames, signInRoutes } from "./routes/sign-in-routes.ts";
import { usageRoutes } from "./routes/usage-routes.ts";
import { userRoutes } from "./routes/user-routes.ts";
import { sqlFile } from "./sql-file.ts";
import { bootstrap, type FirstStart } from "./startup/bootstrap.ts";
import { completeInstallation } from "./startup/complete-installation.ts";
import { createPackageSystem, type PackageSystem } from "./startup/package-system.ts";
import { roleWarnings } from "./startup/role-warnings.ts";
import { createTaskSystem, type TaskSystem } from "./startup/task-system.ts";
import { NO_WITNESSES } from "./startup/witness-policy.ts";

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
  /** 32 bytes from which the key that signs checkpoints is made. */
  readonly ledgerSeed: Uint8Array;
  /** The name of the ledger; made from the installation's id unless told. */
  readonly ledgerOrigin: string | undefined;
  /** Whether strangers may read the ledger. */
  readonly ledgerPublic: boolean;
  /** Who witnesses the ledger; nobody unless told. */
  readonly witnessPolicy?: Policy;
  /** How witnesses are reached; by the runtime's own `fetch` unless told. */
  readonly fetch?: typeof globalThis.fetch;
  /** Bytes of a package. */
  readonly packageBytesMax: number;
  /** The built portal, where there is one. */
  readonly portalFolder: string | undefined;
  /** Where scripts of the server's own run; undefined when it must not run any. */
  readonly scriptHost: ScriptHost | undefined;
  /** The name of this server among those that share its database; the same after a restart. */
  readonly node: string;
  /** Tasks that run here at once. */
  readonly taskCap: number;
  /** Gets unexpected errors, those of requests and those of background work. */
  readonly log: FastifyBaseLogger;
}

/** A server that is ready to listen. */
export interface Server {
  readonly app: FastifyInstance;
  readonly trail: Trail;
  readonly ledger: Ledger;
  /** Ready to run, once or in a loop: that is for the caller. */
  readonly sequencer: Sequencer;
  /** Ready to be shown checkpoints, once or in a loop: that too is for the caller. */
  readonly witnesses: Witnesses;
  /** Ready to run tasks, in a loop or step by step: that too is for the caller. */
  readonly tasks: TaskSystem;
  readonly packages: PackageSystem;
  /** Everything the API answers, for tests that must miss nothing. */
  readonly routes: readonly Route[];
  /** What the operator should put right. */
  readonly warnings: readonly string[];
  /** What the first start made; undefined at every later one. */
  readonly firstStart: FirstStart | undefined;
}

const FACT = sqlFile("fact");

/** Puts a server together, and makes what a new installation begins with. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { database, clock, random } = options;
  const definitions = new Definitions(options.definitions, clock);
  const types = options.definitions;
  await registerDocumentTypes(database, types);
  const trail = new Trail({
    database,
    types,
    sealer: options.sealer,
    clock,
    random,
    sha256: sha256Hex,
  });
  const rules = documentRules({ trail, database, clock });
  const service = new DocumentService({ trail, definitions, clock, rules });
  const firstStart = await bootstrap({ ...options, trail, service });
  await completeInstallation(trail, clock, options.sealer.generation);
  const installationId = await fact(database, "installation-id", options.newUuid());
  const sessions = new Sessions(database, clock, random);
  const ledgerPart = await createLedger(options, installationId);
  const { ledger, sequencer, witnesses } = ledgerPart;
  const packages = createPackageSystem({ ...options, trail, definitions, service });
  const tasks = createTaskSystem({
    ...options,
    trail,
    definitions,
    service,
    repository: packages.repository,
  });
  const isReady = () => database.query({ name: "", text: "select 1" }, []).then(() => true);
  const routes = [
    ...rootRoutes({ definitions, installationId, isReady }),
    ...signInRoutes({ ...options, trail, definitions, sessions, installationId }),
    ...userRoutes({ trail, database, definitions }),
    ...apiKeyRoutes({ ...options, trail, definitions }),
    ...eventRoutes({ trail, definitions, ledger }),
    ...ledgerPart.routes,
    ...certificateRoutes({ ...options, trail, definitions, service }),
    ...usageRoutes({ definitions, service }),
    ...machinePolicyRoutes(),
    ...tasks.routes,
    ...deploymentRoutes({ trail, database, clock, service }),
    ...runbookRunRoutes({ trail, database, clock, service }),
    ...packages.routes,
    ...releaseRoutes({ ...packages, trail, database, definitions, service, clock }),
    ...documentRoutes({ trail, database, definitions, service, rules }),
  ];
  const app = await createApp({
    ...options,
    routes,
    authenticator: new Authenticator(database, sessions, clock),
    cookieNames: cookieNames(installationId),
    findSpace: spaceFinder(trail),
  });
  const warnings = await roleWarnings(database);
  addHealthRoutes(app, { isReady, ledger, witnesses, clock, warnings });
  await addPortal(app, options.portalFolder);
  return {
    app,
    trail,
    ledger,
    sequencer,
    witnesses,
    tasks,
    packages,
    routes,
    warnings,
    firstStart,
  };
}

async function createLedger(options: ServerOptions, installationId: string) {
  const { database, clock } = options;
  const origin = options.ledgerOrigin ?? `indelible/${installationId}`;
  const key = await newSignerKey(origin, "note", options.ledgerSeed);
  const ledger = new Ledger(database);
  const witnesses = new Witnesses({
    database,
    ledger,
    policy: options.witnessPolicy ?? NO_WITNESSES,
    clock,
    fetch: options.fetch ?? globalThis.fetch,
    onAlarm: (alarm) => options.log.error(alarm, "ALARM: the ledger was rewritten"),
  });
  const routes = ledgerRoutes({
    ledger,
    witnesses,
    origin,
    verifierKey: formatVerifierKey(key),
    isPublic: options.ledgerPublic,
  });
  const sequencer = new Sequencer({ database, origin, signer: createSigner(key), clock });
  return { ledger, sequencer, witnesses, routes };
}

async function fact(database: Database, name: string, value: string): Promise<string> {
  const [row] = await database.query<{ value: string }>(FACT, [name, value]);
  return row?.value ?? value;
}

/** Finds spaces by id, name or slug; for null the default one, which never changes. */
function spaceFinder(trail: Trail): (reference: string | null) => Promise<string | undefined> {
  let defaultId: string | undefined;
  return async (reference) => {
    if (reference === null) {
      defaultId ??= await defaultSpace(trail);
      return defaultId;
    }
    const [byId] = await trail.documents([reference]);
    if (byId?.type === spaces.prefix) return byId.id;
    return (await trail.findByUniqueValue(spaces, null, { Name: reference, Slug: reference }))?.id;
  };
}

async function defaultSpace(trail: Trail): Promise<string | undefined> {
  const containing = [[{ IsDefault: true }]];
  const { documents } = await trail.list({ type: spaces, containing, skip: 0, take: 1 });
  return documents[0]?.id;
}
