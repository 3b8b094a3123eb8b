import type { DocumentDefinition } from "@indelible/domain";
import { spaces } from "@indelible/domain";
import type { ScriptHost } from "@indelible/execution";
import type { Route } from "@indelible/kernel";
import { Definitions } from "@indelible/kernel";
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
import type { FastifyInstance } from "fastify";
import { DocumentService } from "../documents/document-service.ts";
import { rootRoutes } from "../features/about/root-routes.ts";
import { certificateRoutes } from "../features/certificates/certificate-routes.ts";
import { documentRoutes } from "../features/documents/document-routes.ts";
import { usageRoutes } from "../features/documents/usage-routes.ts";
import { eventRoutes } from "../features/events/event-routes.ts";
import { machinePolicyRoutes } from "../features/infrastructure/machine-policy-routes.ts";
import { ledgerRoutes } from "../features/ledger/ledger-routes.ts";
import { apiKeyRoutes } from "../features/people/api-key-routes.ts";
import { Authenticator } from "../features/people/authenticator.ts";
import { Sessions } from "../features/people/sessions.ts";
import { cookieNames, signInRoutes } from "../features/people/sign-in-routes.ts";
import { userRoutes } from "../features/people/user-routes.ts";
import { releaseRoutes } from "../features/releases/release-routes.ts";
import { deploymentRoutes } from "../features/runs/deployment-routes.ts";
import { runbookRunRoutes } from "../features/runs/runbook-run-routes.ts";
import { createApp } from "../http/app.ts";
import { addHealthRoutes } from "../http/health-routes.ts";
import { addPortal } from "../http/portal.ts";
import { bootstrap, type FirstStart } from "./bootstrap.ts";
import { completeInstallation } from "./complete-installation.ts";
import { createPackageSystem, type PackageSystem } from "./package-system.ts";
import { roleWarnings } from "./role-warnings.ts";
import { documentRules } from "./rules.ts";
import { sql } from "./sql.ts";
import { createTaskSystem, type TaskSystem } from "./task-system.ts";
import { NO_WITNESSES } from "./witness-policy.ts";

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
  readonly logError: (error: unknown, request: string) => void;
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

const FACT = sql.statement("fact");

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
    onAlarm: (alarm) => options.logError(alarm, "ALARM: the ledger was rewritten"),
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
