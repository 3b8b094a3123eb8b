/**
 * Measures the task runner: `node bench/deployments.mjs [--json] [--record]`, after `npm run
 * build`. README.md describes the measurement.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { ACTION_KINDS } from "@indelible/engine";
import { createLogger, createServer, localKey, migrateSchemas } from "@indelible/server";
import { masterKeySealer, openPostgres } from "@indelible/trail";
import { showUsage } from "../scripts/usage.mjs";
import { startCluster } from "./cluster.mjs";
import { machineFacts, otherLoad } from "./machine.mjs";

const PROJECTS = 10;
const ENVIRONMENTS = 10;
/** Number for each project and environment: these run one after the other. */
const REPEATS = 10;
const TASK_CAP = 16;
const KEY = "API-BENCHBENCHBENCHBENCHBENCH";
const DEPLOYMENTS = PROJECTS * ENVIRONMENTS * REPEATS;

showUsage(`Usage: npm run bench:deployments -- [--json] [--record]

Measures the task runner. --json prints only one object, --record saves it in bench/results.`);
const options = new Set(process.argv.slice(2));
const loadBefore = otherLoad();
const cluster = await startCluster();
try {
  const measured = await measure(await cluster.createDatabase("deployments"));
  const result = { ...measured, loadBefore, machine: machineFacts(cluster.version) };
  const json = JSON.stringify(result, undefined, 2);
  if (options.has("--record")) {
    writeFileSync(new URL("results/deployments.json", import.meta.url), `${json}\n`);
  }
  console.log(options.has("--json") ? json : readable(result));
} finally {
  await cluster.stop();
}

/** @param {string} url */
async function measure(url) {
  const database = openPostgres({ url });
  await migrateSchemas(database);
  const server = await createServer({
    database,
    sealer: masterKeySealer(new Uint8Array(32).fill(1), randomBytes, { N: 2, r: 1, p: 1 }),
    definitions: DOCUMENT_DEFINITIONS,
    actionKinds: ACTION_KINDS,
    clock: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    newUuid: randomUUID,
    adminUsername: "admin",
    adminPassword: "correct horse battery",
    adminApiKey: KEY,
    trustedProxies: [],
    ledgerKeys: {
      current: await localKey(new Uint8Array(32).fill(2)),
      statements: { load: () => [], add: async () => {} },
    },
    ledgerOrigin: "bench.example/log",
    verifierStore: { load: () => undefined, keep: async () => {} },
    checkpointStore: { load: () => undefined, keep: async () => {} },
    ledgerPublic: false,
    packageBytesMax: 1024 ** 3,
    writeBytesPerMinute: 1024 ** 3,
    portalFolder: undefined,
    scriptHost: undefined,
    node: "bench",
    taskCap: TASK_CAP,
    log: createLogger({ level: "info", clock: () => new Date(), stream: process.stderr }),
  });
  const call = caller(server.app);
  const pairs = await releasesAndEnvironments(call);
  const queueing = performance.now();
  for (let n = 0; n < REPEATS; n++) {
    await Promise.all(pairs.map((body) => call("POST", "deployments", body)));
  }
  const queueSeconds = (performance.now() - queueing) / 1000;
  const running = performance.now();
  const loop = server.tasks.start();
  while ((await ended(call)) < DEPLOYMENTS) await new Promise((done) => setTimeout(done, 50));
  const runSeconds = (performance.now() - running) / 1000;
  await loop.stop();
  const events = await eventCounts(call);
  await server.app.close();
  await database.close();
  return {
    deployments: DEPLOYMENTS,
    taskCap: TASK_CAP,
    queuedPerSecond: Math.round(DEPLOYMENTS / queueSeconds),
    runPerSecond: Math.round(DEPLOYMENTS / runSeconds),
    events,
  };
}

/** @param {Awaited<ReturnType<typeof createServer>>["app"]} app */
function caller(app) {
  /** @param {"GET" | "POST"} method @param {string} path @param {object} [body] */
  return async (method, path, body) => {
    const headers = { "x-octopus-apikey": KEY, "content-type": "application/json" };
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
    const answer = await app.inject({ method, url: `/api/${path}`, headers, ...payload });
    if (answer.statusCode >= 300) throw new TypeError(`${method} ${path}: ${answer.body}`);
    return answer.json();
  };
}

/** @param {ReturnType<typeof caller>} call */
async function releasesAndEnvironments(call) {
  const [group] = await call("GET", "projectgroups/all");
  const [lifecycle] = await call("GET", "lifecycles/all");
  const environments = [];
  for (let n = 0; n < ENVIRONMENTS; n++) {
    environments.push(await call("POST", "environments", { Name: `Environment ${n}` }));
  }
  const pairs = [];
  for (let n = 0; n < PROJECTS; n++) {
    const project = await call("POST", "projects", {
      Name: `Project ${n}`,
      ProjectGroupId: group.Id,
      LifecycleId: lifecycle.Id,
    });
    const release = await call("POST", "releases", { ProjectId: project.Id, Version: "1.0.0" });
    pairs.push(...environments.map(({ Id }) => ({ ReleaseId: release.Id, EnvironmentId: Id })));
  }
  return pairs;
}

/** @param {ReturnType<typeof caller>} call */
async function ended(call) {
  return (await call("GET", "tasks?name=Deploy&states=Success&take=0")).TotalResults;
}

/**
 * The number of events of all deployments, by category: each must occur once for each deployment.
 */
async function eventCounts(/** @type {ReturnType<typeof caller>} */ call) {
  const categories = ["DeploymentQueued", "DeploymentStarted", "DeploymentSucceeded"];
  const counts = await Promise.all(
    categories.map(async (category) => {
      const found = await call("GET", `events?eventCategories=${category}&take=0`);
      return /** @type {const} */ ([category, found.TotalResults]);
    }),
  );
  return Object.fromEntries(counts);
}

/** @param {Awaited<ReturnType<typeof measure>>} result */
function readable({ deployments, taskCap, queuedPerSecond, runPerSecond, events }) {
  return [
    `deployments: ${deployments} without steps, ${taskCap} at the same time`,
    `  queued  ${queuedPerSecond}/s`,
    `  run     ${runPerSecond}/s`,
    `  events  ${JSON.stringify(events)}`,
  ].join("\n");
}
