import { installationSchema } from "@indelible/checks";
import { type DocumentDefinition, spaces } from "@indelible/domain";
import type { ActionKind, OpenPackage, ProcessTools } from "@indelible/engine";
import type { ScriptHost } from "@indelible/execution";
import { Definitions, eachInTurn, type Route } from "@indelible/kernel";
import type { ChainedKey } from "@indelible/ledger";
import {
  type AlarmSource,
  joinAlarms,
  type Ledger,
  type PersonalMember,
  registerDocumentTypes,
  type Sequencer,
  sha256Hex,
  Trail,
  type Verifier,
  type Witnesses,
  WrittenEvents,
} from "@indelible/trail";
import type { FastifyInstance } from "fastify";
import type { HookRegistry } from "../documents/document-hooks.ts";
import { DocumentService } from "../documents/document-service.ts";
import { certificateExpander } from "../features/certificates/certificate-variables.ts";
import type { BackgroundLoop } from "../features/feature.ts";
import { BuiltInRepository } from "../features/packages/built-in-repository.ts";
import { PackageContent } from "../features/packages/package-content.ts";
import { Authenticator } from "../features/people/authenticator.ts";
import { noteAdministered } from "../features/people/note-administered.ts";
import { rightsOf } from "../features/people/rights-of.ts";
import { cookieNames } from "../features/people/session-cookies.ts";
import { Sessions } from "../features/people/sessions.ts";
import { addUserNames } from "../features/people/user-names.ts";
import { createApp } from "../http/app.ts";
import { addHealthRoutes } from "../http/health-routes.ts";
import { addPortal } from "../http/portal.ts";
import { bootstrap, type FirstStart } from "./bootstrap.ts";
import { completeInstallation } from "./complete-installation.ts";
import type { FeatureContext } from "./feature-context.ts";
import { FEATURES } from "./features.ts";
import { recordedAlarms, recordOfLedger } from "./ledger-document.ts";
import { installationIdOf } from "./ledger-keys.ts";
import { createLedgerParts, type LedgerOptions, type LedgerParts } from "./ledger-parts.ts";
import { LedgerReports } from "./ledger-reports.ts";
import { errorsTo } from "./logger.ts";
import { verificationRecorder } from "./record-verification.ts";
import { roleWarnings } from "./role-warnings.ts";
import { SchemaCheck } from "./schema-check.ts";
import { createTaskParts, type TaskSystem, taskSystem } from "./task-system.ts";
import { witnessRounds } from "./witness-rounds.ts";

/** Dependencies and settings of a server. The database must be migrated; the caller closes it. */
export interface ServerOptions extends Omit<LedgerOptions, "written"> {
  /** The members of events that are recorded as commitments; none by default. */
  readonly personalMembers?: readonly PersonalMember[];
  readonly definitions: readonly DocumentDefinition[];
  /** What the actions of processes can be. */
  readonly actionKinds: readonly ActionKind[];
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly newUuid: () => string;
  readonly adminUsername: string;
  readonly adminPassword: string | undefined;
  readonly adminApiKey: string | undefined;
  readonly trustedProxies: readonly string[];
  /** Whether anonymous callers may read the ledger. */
  readonly ledgerPublic: boolean;
  /** Maximum days for which a new API key is valid; undefined: as long as its creator sets. */
  readonly apiKeyDaysMax?: number | undefined;
  /** Bytes of a package. */
  readonly packageBytesMax: number;
  /** Bytes of JSON that a user may send within a minute. */
  readonly writeBytesPerMinute: number;
  /** The folder of the built portal; undefined when it was not built. */
  readonly portalFolder: string | undefined;
  /** Runs scripts on the server itself; undefined when that is not allowed. */
  readonly scriptHost: ScriptHost | undefined;
  /** The name of this server among those that share its database; the same after a restart. */
  readonly node: string;
  /** Maximum number of tasks that run here at the same time. */
  readonly taskCap: number;
}

/** A server that is ready to listen. */
export interface Server {
  readonly app: FastifyInstance;
  readonly trail: Trail;
  readonly ledger: Ledger;
  /** The keys that the ledger has had, oldest first; the last one signs. */
  readonly keyChain: readonly ChainedKey[];
  /** The caller runs it, once or in a loop. */
  readonly sequencer: Sequencer;
  /** The caller runs it, round by round or in a loop. */
  readonly verifier: Verifier;
  readonly witnesses: Witnesses;
  /**
   * Shows the newest checkpoint to the witnesses, and records what became of it; the caller runs it,
   * once or in a loop.
   */
  readonly witnessRound: () => Promise<void>;
  /** The caller runs it, in a loop or step by step. */
  readonly tasks: TaskSystem;
  /** The packages of built-in feeds. */
  readonly repository: BuiltInRepository;
  /** The background loops of features; the caller starts them. */
  readonly loops: readonly BackgroundLoop[];
  /** All routes of the API. */
  readonly routes: readonly Route[];
  /** Problems that the operator should fix. */
  readonly warnings: readonly string[];
  /** The credentials that the first start created; undefined on later starts. */
  readonly firstStart: FirstStart | undefined;
}

/**
 * Creates a server, and the initial documents of a new installation. Fails with TrailError
 * `ledger-key` if the ledger was signed with another key.
 */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { database, clock } = options;
  const logError = errorsTo(options.log);
  const written = new WrittenEvents();
  const { trail, hooks, definitions, service } = await createDocuments({ ...options, written });
  const installationId = await installationIdOf(database, options.newUuid());
  const schema = new SchemaCheck(database, installationSchema());
  const { alarmSource, ...ledgerParts } = await openLedger(
    { ...options, written },
    { trail, installationId, schema },
  );
  const firstStart = await bootstrap({ ...options, trail, service });
  await completeInstallation(trail, clock, options.sealer.generation);
  await noteAdministered(database);
  await addUserNames(database);
  const content = new PackageContent(options);
  const repository = new BuiltInRepository({ trail, database, content });
  const kinds = taskKindsOf({ ...options, trail, repository });
  const taskParts = createTaskParts({ ...options, trail, service, kinds, logError });
  const sessions = new Sessions(options);
  const context: FeatureContext = {
    ...options,
    ...ledgerParts,
    alarmSource,
    ...taskParts,
    trail,
    hooks,
    definitions,
    service,
    installationId,
    isReady: () => database.query({ name: "", text: "select 1" }, []).then(() => true),
    sessions,
    content,
    repository,
    kinds,
    isPublic: options.ledgerPublic,
    rightsOf: (userId) => rightsOf(database, userId),
  };
  const routes = FEATURES.flatMap((feature) => feature.routes?.(context) ?? []);
  const app = await createApp({
    ...options,
    routes,
    authenticator: new Authenticator({ ...options, sessions }),
    cookieNames: cookieNames(installationId),
    findSpace: spaceFinder(trail),
  });
  const warnings = await roleWarnings(database);
  addHealthRoutes(app, { ...context, warnings });
  await addPortal(app, options.portalFolder);
  return {
    app,
    trail,
    ...ledgerParts,
    witnessRound: witnessRounds({ ...options, ...ledgerParts, trail }),
    tasks: taskSystem(
      taskParts.runner,
      () => eachInTurn(FEATURES, async ({ runDue }) => runDue?.(context)),
      (error) => logError(error, "the task runner"),
    ),
    repository,
    loops: [schema.loop, ...FEATURES.flatMap((feature) => feature.loops?.(context) ?? [])],
    routes,
    warnings,
    firstStart,
  };
}

/**
 * The ledger, open, with the alarms of it and of the schema. It is opened before the first event: a
 * ledger that starts later cannot detect that an event was removed.
 */
async function openLedger(
  options: LedgerOptions,
  { trail, installationId, schema }: LedgerContext,
): Promise<LedgerParts & { readonly alarmSource: AlarmSource }> {
  const reports = new LedgerReports({
    ...options,
    record: (category, verb) => recordOfLedger(trail, { category, verb }),
    recordedAlarms: () => recordedAlarms(trail),
    logError: errorsTo(options.log),
  });
  await schema.run();
  const parts = await createLedgerParts(
    options,
    installationId,
    (report) => reports.take({ ...report, alarms: [...schema.alarms, ...report.alarms] }),
    verificationRecorder(trail),
  );
  await parts.sequencer.open();
  return { ...parts, alarmSource: joinAlarms(schema, parts.sequencer, parts.verifier) };
}

interface LedgerContext {
  readonly trail: Trail;
  readonly installationId: string;
  readonly schema: SchemaCheck;
}

/** The trail, and the document service with the hooks of all features. */
async function createDocuments(options: ServerOptions & { readonly written: WrittenEvents }) {
  const { database, clock } = options;
  const types = options.definitions;
  await registerDocumentTypes(database, types);
  const trail = new Trail({ ...options, types, sha256: sha256Hex });
  const definitions = new Definitions(types, clock);
  const tools = { trail, database, sealer: options.sealer, clock };
  const hooks: HookRegistry = Object.fromEntries(
    FEATURES.flatMap((feature) => Object.entries(feature.hooks?.(tools) ?? {})),
  );
  const service = new DocumentService({ trail, definitions, clock, hooks });
  return { trail, hooks, definitions, service };
}

type KindOptions = Omit<ProcessTools, "openPackage" | "expandCertificate"> & {
  readonly repository: BuiltInRepository;
};

/** The kinds of tasks of all features, with the ports of the engine. */
function taskKindsOf(options: KindOptions) {
  const openPackage: OpenPackage = (...named) => options.repository.openPackage(...named);
  const tools = { ...options, openPackage, expandCertificate: certificateExpander(options) };
  return FEATURES.flatMap((feature) => feature.taskKinds?.(tools) ?? []);
}

/** Finds the id of a space by id, name or slug; for null the default space, which never changes. */
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
