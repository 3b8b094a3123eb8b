import { randomBytes, randomUUID } from "node:crypto";
import { DOCUMENT_DEFINITIONS, spaces } from "@indelible/domain";
import { completeBody, readDocument, systemAct } from "@indelible/kernel";
import {
  createCosigner,
  createSigner,
  createVerifier,
  formatSignatureLine,
  formatVerifierKey,
  type LogIdentity,
  newSignerKey,
  parseNote,
  signNote,
} from "@indelible/ledger";
import {
  type CheckpointStore,
  creation,
  type Database,
  keyRingSealer,
  openKeyRing,
  type Sealer,
  Sequencer,
  sha256Hex,
  startNewLog,
  Trail,
} from "@indelible/trail";
import { recordExpiries } from "../../packages/server/src/features/certificates/record-expiries.ts";
import { Sessions } from "../../packages/server/src/features/people/sessions.ts";
import { recordClosedLog } from "../../packages/server/src/main/ledger-document.ts";
import { Organisation } from "../access/organisation.ts";
import { Deploying, manual, step } from "../support/deploying.ts";
import { examplesFor } from "../support/examples.ts";
import { memoryCheckpointStore } from "../support/kept-checkpoint.ts";
import { packageForm } from "../support/packages.ts";
import { sampleCertificate } from "../support/sample-certificates.ts";
import { startTestServer, TEST_MASTER_KEY, type TestServer } from "../support/server.ts";
import { QUICK } from "../support/trail.ts";

const SEED = new Uint8Array(32).fill(9);
const random = (bytes: number) => randomBytes(bytes);
const clock = () => new Date();

/** The number of entries at which the ledger has a full tile. */
const TILE = 256;

const CLOSED = await newSignerKey("indelible/test", "note", SEED);
const CURRENT = await newSignerKey("indelible/test/log-2", "note", SEED);
const WITNESS = await newSignerKey("witness/w1", "cosignature", new Uint8Array(32).fill(5));

/** The log of a filled database, with the keys that verify it. */
export const LOG: LogIdentity = {
  origin: CURRENT.name,
  verifiers: [createVerifier(CURRENT)],
  witnesses: [createVerifier(WITNESS)],
};

/** What is known of a filled database, and not stored in it. */
export interface Filled {
  /** The keys of the installation. */
  readonly sealer: Sealer;
  /** The newest checkpoint that its server kept. */
  readonly kept: string;
  /** Tokens of the sessions of two users. */
  readonly sessions: readonly string[];
}

/**
 * Fills an empty, migrated database through a server, with rows in every table that an installation
 * without an alarm has rows in: all types of documents, deployments, runs, packages, sessions, a closed
 * log and cosignatures. No server runs afterwards; all events are in the ledger.
 */
export async function fill(database: Database): Promise<Filled> {
  const checkpointStore = memoryCheckpointStore();
  const sealer = keyRingSealer(await openKeyRing(database, TEST_MASTER_KEY, random), random, QUICK);
  const server = await startTestServer(database, {
    sealer,
    checkpointStore,
    personalMembers: ["Username", "IpAddress"],
  });
  const examples = examplesFor(server);
  for (const definition of DOCUMENT_DEFINITIONS)
    await examples.create(definition).catch(unlessFixed);
  await deploy(new Deploying(server));
  await expire(server, database);
  await changeDirectly(database);
  const sessions = await signIn(server, database, sealer);
  await grow(server);
  await server.sequencer.drain();
  await server.close();
  await cosign(database);
  await closeLog(database, sealer, checkpointStore);
  await cosign(database);
  await leaveWaiting(database, sealer);
  return { sealer, kept: checkpointStore.load() ?? "", sessions };
}

/** Documents that the server creates itself have no example. */
function unlessFixed(error: unknown): void {
  if (!(error instanceof TypeError && /^There is no example/.test(error.message))) throw error;
}

/** Deployments and runs: one has ended, one waits for an answer, one is queued. */
async function deploy(on: Deploying): Promise<void> {
  const Variables = [
    { Name: "Password", Value: "hunter1", Type: "Sensitive", IsSensitive: true },
    { Name: "Colour", Value: "blue", Type: "String", IsSensitive: false },
  ];
  const project = await on.project([step(manual("Approve"))], Variables);
  const environment = await on.environment();
  for (const file of ["Web.1.0.0.zip", "Web.1.5.0.zip"]) {
    await on.call("POST", "packages/raw", packageForm(file, `content of ${file}`));
  }
  const ended = await on.queue(project, environment);
  await on.runAll();
  await answer(on, ended.TaskId);
  await on.runAll();
  await on.queue(project, await on.environment());
  await on.runAll();
  const runbook = await on.call("POST", "runbooks", { ProjectId: project, Name: "Restart" });
  const Steps = [step(manual("Really?"))];
  await on.call("PUT", `runbookProcesses/${runbook.RunbookProcessId}`, { Steps });
  const snapshot = { RunbookId: runbook.Id, ProjectId: project, Name: "First" };
  await on.call("POST", "runbookSnapshots?publish=true", snapshot);
  for (let run = 0; run < 2; run++) {
    await on.call("POST", "runbookRuns", { RunbookId: runbook.Id, EnvironmentId: environment });
  }
  const cancelled = await on.queue(project, await on.environment());
  await on.call("POST", `tasks/${cancelled.TaskId}/cancel`);
  await on.queue(project, await on.environment());
  await on.server.tasks.runDue();
  for (let i = 0; i < 2; i++) await on.call("DELETE", `projects/${await on.project([])}`);
}

async function answer(on: Deploying, task: string): Promise<void> {
  const { Items } = await on.call("GET", `interruptions?regarding=${task}&pendingOnly=true`);
  await on.call("PUT", `interruptions/${Items[0].Id}/responsible`);
  await on.call("POST", `interruptions/${Items[0].Id}/submit`, { Result: "Proceed" });
}

/** Two certificates are about to expire, which is recorded. */
async function expire({ trail, call }: TestServer, database: Database): Promise<void> {
  for (const file of ["rsa.pem", "rsa-bundle.pem"]) {
    const NewValue = sampleCertificate(file).toString("base64");
    const body = { Name: file, CertificateData: { HasValue: true, NewValue } };
    const { status, text } = await call("POST", "/api/certificates", body);
    if (status !== 201) throw new TypeError(text);
  }
  const late = () => new Date("2200-01-01T00:00:00Z");
  await recordExpiries({ trail, database, clock: late, newUuid: randomUUID });
}

/** Changes by direct SQL, which the database records. */
async function changeDirectly(database: Database): Promise<void> {
  await database.script(`
    update trail.documents set title = 'Direct', sort_key = 'direct',
      body = body || '{"Name": "Direct"}', modified_by = 'dba'
    where id = (select max(id) from trail.documents where type = 'Environments');
    insert into trail.documents
      (id, type, version, title, sort_key, body, modified_on, modified_by)
    values ('Environments-900', 'Environments', 4, 'Made', 'made', '{"Name": "Made"}', now(), 'me')`);
}

async function signIn(server: TestServer, database: Database, sealer: Sealer): Promise<string[]> {
  const organisation = new Organisation(server);
  const sessions = new Sessions({ database, sealer, clock, random });
  const tokens: string[] = [];
  for (let i = 0; i < 2; i++) {
    const { id, key } = await organisation.person();
    await server.call("GET", "/api/users/me", undefined, { key });
    tokens.push((await sessions.start(id, false)).token);
  }
  return tokens;
}

/** Records events until the ledger has a full tile. */
async function grow(server: TestServer): Promise<void> {
  const { body } = await server.call("POST", "/api/environments", { Name: "Grows" });
  const { TotalResults } = (await server.call("GET", "/api/events?take=0&includeSystem=true")).body;
  for (let i = TotalResults; i < TILE; i++) {
    await server.call("PUT", `/api/environments/${body.Id}`, { ...body, Description: `${i}` });
  }
}

/** A witness's cosignature of the newest checkpoint. */
async function cosign(database: Database): Promise<void> {
  const [row] = await database.query<{ note: string; size: number; root: string }>(
    {
      name: "",
      text: `select note, size, encode(root, 'hex') as root from trail.ledger_checkpoints
        order by size desc limit 1`,
    },
    [],
  );
  if (row === undefined) throw new TypeError("There is no checkpoint.");
  for (const time of [1_800_000_000, 1_800_000_060]) {
    const note = await signNote(parseNote(row.note).text, [createCosigner(WITNESS, time)]);
    const line = parseNote(note).signatures.map(formatSignatureLine).join("");
    const text = `insert into trail.ledger_cosignatures (size, root, witness, signed_on, line)
      values ($1::bigint, decode($2, 'hex'), 'w1', $3, $4)`;
    const values = [row.size, row.root, new Date(time * 1000), line];
    await database.query({ name: "", text }, values);
  }
}

/** Closes the log, as if its key was lost, and adds all events to the next one. */
async function closeLog(
  database: Database,
  sealer: Sealer,
  checkpointStore: CheckpointStore,
): Promise<void> {
  const signer = createSigner(CURRENT);
  const tools = { database, checkpointStore, nonceOf: sealer.nonce, clock };
  await startNewLog({
    ...tools,
    verifierKey: formatVerifierKey(CLOSED),
    signer,
    isKeyLost: true,
    record: (connection, statement) =>
      recordClosedLog(trailOver(connection, sealer), systemAct("close"), statement),
  });
  await new Sequencer({ ...tools, log: LOG, signer }).drain();
}

/** Two events that wait for their place in the ledger. */
async function leaveWaiting(database: Database, sealer: Sealer): Promise<void> {
  const trail = trailOver(database, sealer);
  for (const Name of ["Waits", "Waits as well"]) {
    const snapshot = await trail.read({ newIds: { Spaces: 1 }, events: 1 });
    const body = completeBody(spaces, readDocument(spaces, { Name }));
    const change = creation(spaces, { id: snapshot.takeId("Spaces"), spaceId: null, body });
    await trail.commit(systemAct("waits"), snapshot, [change]);
  }
}

function trailOver(database: Database, sealer: Sealer): Trail {
  const types = DOCUMENT_DEFINITIONS;
  return new Trail({ database, types, sealer, clock, random, sha256: sha256Hex });
}
