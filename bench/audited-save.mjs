import { randomBytes } from "node:crypto";
import { openPostgres } from "@indelible/trail";
import { commitStatement } from "../packages/trail/dist/commit/commit-statement.js";
import { emptyRows, planDocument } from "../packages/trail/dist/commit/plan.js";
import { prepareChange } from "../packages/trail/dist/commit/prepare.js";
import { equals } from "../packages/trail/dist/json/json.js";
import { deploymentProcess, edited } from "./deployment-process.mjs";
import { act, openTrail, withProcessorTime } from "./recording.mjs";
import { median, runRound } from "./rounds.mjs";

/** @import { Database, DocumentChange, JsonObject, Statement, Trail } from "@indelible/trail" */
/** @import { Round } from "./rounds.mjs" */
/** @import { PrepareTools } from "../packages/trail/dist/commit/prepare.js" */

const clients = 32;
const documentsPerClient = 8;
const otherDocuments = 10_000;
const documentsPerCommit = 1_000;
const pairs = 12;
const roundMs = 2_500;
/** Long enough for every connection to prepare its statements. */
const warmUpSaves = 100 * clients;

/**
 * Saves of a deployment process with the trail (`Trail.read`, `Trail.commit`) against the same
 * saves without it, in alternating rounds. README.md describes both sides.
 *
 * @param {import("./cluster.mjs").Cluster} cluster
 */
export async function auditedSave(cluster) {
  const audited = await openStore(await cluster.createDatabase("audited"));
  const plain = await openStore(await cluster.createDatabase("plain"));
  try {
    // A database without a trail does not need the triggers that protect it.
    await plain.database.script("alter table trail.documents disable trigger user");
    const saves = { audited: auditedSaver(audited), plain: plainSaver(plain) };
    return await measure(saves, audited.processIds, cluster.processId);
  } finally {
    await audited.database.close();
    await plain.database.close();
  }
}

/**
 * @typedef {object} Store a database with documents to save
 * @property {Database} database
 * @property {PrepareTools} tools
 * @property {Trail} trail
 * @property {string[]} processIds
 *
 * @typedef {(id: string, count: number) => Promise<void>} Saver
 */

/**
 * @param {string} url of an empty database
 * @returns {Promise<Store>}
 */
async function openStore(url) {
  const database = openPostgres({ url, connectionsMax: clients });
  const { trail, sealer } = await openTrail(database);
  const tools = { sealer, newItemId: () => randomBytes(12).toString("base64url") };
  const processIds = await createProcesses(trail);
  await createOthers(trail);
  // The database does this automatically within minutes after this many writes.
  await database.script("analyze");
  return { database, tools, trail, processIds };
}

/**
 * @param {Trail} trail
 * @returns {Promise<string[]>} ids of deployment processes, each of a separate project
 */
async function createProcesses(trail) {
  const groups = { ProjectGroupId: "ProjectGroups-1", LifecycleId: "Lifecycles-1" };
  const projectIds = Array.from(
    { length: clients * documentsPerClient },
    (_, index) => `Projects-${index + 1}`,
  );
  await create(trail, [
    creation(trail, "Spaces", "Spaces-1", { Name: "Default" }),
    creation(trail, "ProjectGroups", "ProjectGroups-1", { Name: "All" }),
    creation(trail, "Lifecycles", "Lifecycles-1", { Name: "Default" }),
    ...projectIds.flatMap((id) => [
      creation(trail, "Projects", id, { ...groups, Name: id, Slug: id }),
      creation(trail, "deploymentprocess", `deploymentprocess-${id}`, deploymentProcess(id)),
    ]),
  ]);
  return projectIds.map((id) => `deploymentprocess-${id}`);
}

/**
 * The other documents of an installation, which influence the query plans of the database.
 *
 * @param {Trail} trail
 */
async function createOthers(trail) {
  const ids = Array.from({ length: otherDocuments }, (_, index) => `Environments-${index + 1}`);
  for (let made = 0; made < ids.length; made += documentsPerCommit) {
    const batch = ids.slice(made, made + documentsPerCommit);
    await create(
      trail,
      batch.map((id) => creation(trail, "Environments", id, { Name: id, Slug: id })),
    );
  }
}

/**
 * @param {Trail} trail
 * @param {string} prefix
 * @param {string} id
 * @param {JsonObject} body
 * @returns {DocumentChange}
 */
function creation(trail, prefix, id, body) {
  const spaceId = prefix === "Spaces" ? null : "Spaces-1";
  return { kind: "create", type: trail.type(prefix), id, spaceId, body };
}

/**
 * @param {Trail} trail
 * @param {DocumentChange[]} changes
 */
async function create(trail, changes) {
  await trail.commit(act, await trail.read({ events: changes.length }), changes);
}

/**
 * @param {Store} store
 * @returns {Saver}
 */
function auditedSaver({ trail }) {
  const type = trail.type("deploymentprocess");
  return async (id, count) => {
    const snapshot = await trail.read({ ids: [id], events: 1 });
    const before = snapshot.document(id);
    const body = edited(before.body, count);
    await trail.commit(act, snapshot, [{ kind: "modify", type, before, body }]);
  };
}

/**
 * @param {Store} store
 * @returns {Saver}
 */
function plainSaver({ trail, tools, database }) {
  const type = trail.type("deploymentprocess");
  return async (id, count) => {
    const snapshot = await trail.read({ ids: [id] });
    const before = snapshot.document(id);
    const body = edited(before.body, count);
    const change = await prepareChange({ kind: "modify", type, before, body }, tools);
    if (equals(before.body, change.after ?? null)) return;
    const rows = emptyRows();
    planDocument(rows, { act, named: snapshot.named, occurred: new Date() }, change);
    const { statement, values } = commitStatement(rows, tools.sealer.generation);
    await database.query(unannounced(statement), values);
  };
}

/**
 * The statement without its announcement to the database's guards.
 *
 * @param {Statement} statement
 * @returns {Statement}
 */
function unannounced({ name, text }) {
  return { name, text: text.replace(" and trail.announce_commit()", "") };
}

/**
 * @typedef {object} Cost processor time of a save, in milliseconds
 * @property {number} client
 * @property {number} postgres
 *
 * @typedef {Round & { cost: Cost }} CostedRound
 */

/**
 * @param {{ audited: Saver, plain: Saver }} saves
 * @param {readonly string[]} processIds of the documents
 * @param {number} postgres process id of the server
 */
async function measure(saves, processIds, postgres) {
  // A start value, so that no edit writes the initial text of its step.
  let count = 1_000;
  /**
   * @param {Saver} save
   * @returns {Promise<CostedRound>}
   */
  const round = async (save) => {
    const { result, ms } = await withProcessorTime(postgres, () =>
      runRound(clients, roundMs, (client) => {
        count += 1;
        const document = client * documentsPerClient + (count % documentsPerClient);
        return save(processIds[document] ?? "", count);
      }),
    );
    const cost = { client: ms.client / result.count, postgres: ms.postgres / result.count };
    return { ...result, cost };
  };
  for (const save of [saves.plain, saves.audited]) {
    for (let saved = 0; saved < warmUpSaves; ) saved += (await round(save)).count;
  }
  /** @type {{ audited: CostedRound, plain: CostedRound }[]} */
  const both = [];
  for (let pair = 0; pair < pairs; pair++) {
    const plain = await round(saves.plain);
    const audited = await round(saves.audited);
    both.push({ audited, plain });
  }
  const ratios = both.map(({ audited, plain }) => audited.perSecond / plain.perSecond);
  const costs = both.map(({ audited, plain }) => total(plain) / total(audited));
  return {
    auditedSaveRatio: rounded(median(ratios), 3),
    ratios: ratios.map((ratio) => rounded(ratio, 3)),
    processorRatio: rounded(median(costs), 3),
    audited: summary(both.map(({ audited }) => audited)),
    plain: summary(both.map(({ plain }) => plain)),
    clients,
    pairs,
    roundMs,
    documents: clients * documentsPerClient * 2 + otherDocuments,
    documentBytes: JSON.stringify(deploymentProcess("Projects-1")).length,
  };
}

/** @param {CostedRound} round */
function total({ cost }) {
  return cost.client + cost.postgres;
}

/** @param {CostedRound[]} rounds */
function summary(rounds) {
  /** @param {(round: CostedRound) => number} figure */
  const middle = (figure) => median(rounds.map(figure));
  return {
    savesPerSecond: rounded(
      middle(({ perSecond }) => perSecond),
      0,
    ),
    p50Ms: rounded(
      middle(({ p50 }) => p50),
      2,
    ),
    p95Ms: rounded(
      middle(({ p95 }) => p95),
      2,
    ),
    clientMs: rounded(
      middle(({ cost }) => cost.client),
      3,
    ),
    postgresMs: rounded(
      middle(({ cost }) => cost.postgres),
      3,
    ),
  };
}

/**
 * @param {number} number
 * @param {number} digits
 */
function rounded(number, digits) {
  return Number(number.toFixed(digits));
}
