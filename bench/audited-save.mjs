import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import {
  masterKeySealer,
  migrate,
  openPostgres,
  sha256Hex,
  Trail,
  trailMigrations,
} from "@indelible/trail";
import { prepareChange } from "../packages/trail/dist/commit/prepare.js";
import { deploymentProcess, edited } from "./deployment-process.mjs";
import { median, runRound } from "./rounds.mjs";

/** @import { Act, Database, DocumentChange, JsonObject } from "@indelible/trail" */
/** @import { Round } from "./rounds.mjs" */
/** @import { PrepareTools } from "../packages/trail/dist/commit/prepare.js" */

const clients = 32;
const documentsPerClient = 8;
const pairs = 12;
const roundMs = 2_500;
const warmUpMs = 4_000;

const plainSave = {
  name: "bench-plain-save",
  text: readFileSync(new URL("plain-save.sql", import.meta.url), "utf8"),
};

/** @type {Act} */
const act = {
  actor: {
    userId: "Users-1",
    username: "alice",
    isService: false,
    identityEstablishedWith: "Session cookie",
    userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0",
    ipAddress: "192.0.2.1",
    apiKeyId: null,
    apiKeyHint: null,
  },
  correlationId: "01J0000000000000000000000",
};

/**
 * Saves of a deployment process with the trail (`Trail.read`, `Trail.commit`) against the same
 * saves without it, in rounds that take turns. README.md says what each side does.
 *
 * @param {import("./cluster.mjs").Cluster} cluster
 */
export async function auditedSave(cluster) {
  const audited = await openStore(await cluster.createDatabase("audited"));
  const plain = await openStore(await cluster.createDatabase("plain"));
  try {
    // What guards the record has no place in a database that keeps none.
    await plain.database.script("alter table trail.documents disable trigger user");
    const saves = { audited: auditedSaver(audited), plain: plainSaver(plain) };
    return await measure(saves, audited.processIds);
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
  await migrate(database, "trail", trailMigrations(), sha256Hex);
  const sealer = masterKeySealer(randomBytes(32), randomBytes);
  const trail = new Trail({
    database,
    types: DOCUMENT_DEFINITIONS,
    sealer,
    clock: () => new Date(),
    random: randomBytes,
    sha256: sha256Hex,
  });
  const tools = { sealer, newItemId: () => randomBytes(12).toString("base64url") };
  return { database, tools, trail, processIds: await createProcesses(trail) };
}

/**
 * @param {Trail} trail
 * @returns {Promise<string[]>} ids of deployment processes, each of a project of its own
 */
async function createProcesses(trail) {
  /** @type {DocumentChange[]} */
  const changes = [];
  /**
   * @param {string} prefix
   * @param {string} id
   * @param {JsonObject} body
   */
  const create = (prefix, id, body) => {
    const spaceId = prefix === "Spaces" ? null : "Spaces-1";
    changes.push({ kind: "create", type: trail.type(prefix), id, spaceId, body });
  };
  create("Spaces", "Spaces-1", { Name: "Default" });
  create("ProjectGroups", "ProjectGroups-1", { Name: "All" });
  create("Lifecycles", "Lifecycles-1", { Name: "Default" });
  const groups = { ProjectGroupId: "ProjectGroups-1", LifecycleId: "Lifecycles-1" };
  const projectIds = Array.from(
    { length: clients * documentsPerClient },
    (_, index) => `Projects-${index + 1}`,
  );
  for (const id of projectIds) {
    create("Projects", id, { ...groups, Name: id, Slug: id });
    create("deploymentprocess", `deploymentprocess-${id}`, deploymentProcess(id));
  }
  await trail.commit(act, await trail.read({ events: changes.length }), changes);
  return projectIds.map((id) => `deploymentprocess-${id}`);
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
    const { after = {} } = await prepareChange({ kind: "modify", type, before, body }, tools);
    const update = {
      id,
      version: before.version,
      title: type.title(after),
      sort_key: type.sortKey(after),
      body: after,
      modified_on: new Date().toISOString(),
      modified_by: act.actor.username,
    };
    const saved = await database.query(plainSave, [JSON.stringify([update])]);
    if (saved.length !== 1) throw new Error(`The save of ${id} was stale.`);
  };
}

/**
 * @param {{ audited: Saver, plain: Saver }} saves
 * @param {readonly string[]} processIds
 */
async function measure(saves, processIds) {
  // From here on, so that no edit writes what its step holds from the beginning.
  let count = 1_000;
  /**
   * @param {Saver} save
   * @param {number} durationMs
   */
  const round = (save, durationMs) =>
    runRound(clients, durationMs, (client) => {
      count += 1;
      const document = client * documentsPerClient + (count % documentsPerClient);
      return save(processIds[document] ?? "", count);
    });
  await round(saves.plain, warmUpMs);
  await round(saves.audited, warmUpMs);
  /** @type {Round[]} */
  const audited = [];
  /** @type {Round[]} */
  const plain = [];
  for (let pair = 0; pair < pairs; pair++) {
    plain.push(await round(saves.plain, roundMs));
    audited.push(await round(saves.audited, roundMs));
  }
  const ratios = audited.map(({ perSecond }, i) => perSecond / (plain[i]?.perSecond ?? 0));
  return {
    auditedSaveRatio: rounded(median(ratios), 3),
    ratios: ratios.map((ratio) => rounded(ratio, 3)),
    audited: summary(audited),
    plain: summary(plain),
    clients,
    pairs,
    roundMs,
    documentBytes: JSON.stringify(deploymentProcess("Projects-1")).length,
  };
}

/** @param {Round[]} rounds */
function summary(rounds) {
  return {
    savesPerSecond: rounded(median(rounds.map(({ perSecond }) => perSecond)), 0),
    p50Ms: rounded(median(rounds.map(({ p50 }) => p50)), 2),
    p95Ms: rounded(median(rounds.map(({ p95 }) => p95)), 2),
  };
}

/**
 * @param {number} number
 * @param {number} digits
 */
function rounded(number, digits) {
  return Number(number.toFixed(digits));
}
