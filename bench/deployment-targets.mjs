/** @import { Act, Trail } from "@indelible/trail" */

const environments = Array.from({ length: 10 }, (_, index) => `Environments-${index + 1}`);
const targetsPerCommit = 500;

/**
 * A trail like that of an installation in use: deployment targets in a few environments, each
 * created and then changed repeatedly. An event contains a target of about 900 bytes. Every target
 * has two events, and one more for each change.
 *
 * @param {Trail} trail over an empty database, with the document types of Indelible
 * @param {Act} act
 * @param {number} count how many targets
 * @param {number} changes to each
 */
export async function recordTargets(trail, act, count, changes) {
  const ids = Array.from({ length: count }, (_, index) => `Machines-${index + 1}`);
  await createEnvironments(trail, act);
  const type = trail.type("Machines");
  for (const batch of batchesOf(ids)) {
    const snapshot = await trail.read({ ids: environments, events: 2 * batch.length });
    const creations = batch.map((id) => {
      const kind = /** @type {const} */ ("create");
      return { kind, type, id, spaceId: "Spaces-1", body: target(id) };
    });
    await trail.commit(act, snapshot, creations);
  }
  for (let change = 1; change <= changes; change++) {
    for (const batch of batchesOf(ids)) await checkHealth(trail, act, batch, change);
  }
}

/**
 * Updates each of the targets with the result of a health check.
 *
 * @param {Trail} trail
 * @param {Act} act
 * @param {readonly string[]} ids
 * @param {number} change number of the check: determines its result
 */
export async function checkHealth(trail, act, ids, change) {
  const type = trail.type("Machines");
  const snapshot = await trail.read({ ids, events: ids.length });
  const modifications = ids.map((id) => {
    const before = snapshot.document(id);
    const body = { ...before.body, StatusSummary: found(change) };
    return { kind: /** @type {const} */ ("modify"), type, before, body };
  });
  return (await trail.commit(act, snapshot, modifications)).events;
}

/** @param {readonly string[]} ids */
function batchesOf(ids) {
  return Array.from({ length: Math.ceil(ids.length / targetsPerCommit) }, (_, index) =>
    ids.slice(index * targetsPerCommit, (index + 1) * targetsPerCommit),
  );
}

/** @param {Trail} trail @param {Act} act */
async function createEnvironments(trail, act) {
  const kind = /** @type {const} */ ("create");
  const places = environments.map((id) => {
    const body = { Name: id, Slug: id.toLowerCase() };
    return { kind, type: trail.type("Environments"), id, spaceId: "Spaces-1", body };
  });
  const body = { Name: "Default" };
  const space = { kind, type: trail.type("Spaces"), id: "Spaces-1", spaceId: null, body };
  const snapshot = await trail.read({ events: 1 + environments.length });
  await trail.commit(act, snapshot, [space, ...places]);
}

/** @param {string} id */
function target(id) {
  const number = Number(id.slice("Machines-".length));
  return {
    Name: `web-${number}.shop.example`,
    Slug: `web-${number}-shop-example`,
    EnvironmentIds: environments.slice(number % environments.length).slice(0, 1),
    Roles: ["web-server", "worker"],
    TenantIds: [],
    TenantTags: [],
    TenantedDeploymentParticipation: "Untenanted",
    Endpoint: {
      CommunicationStyle: "Ssh",
      Host: `web-${number}.shop.example`,
      Port: 22,
      Fingerprint: "SHA256:6PMkZVsq8t2kcnXnmbNxEYEjBmKEiK6e9qT9N1Kb5vw",
      DotNetCorePlatform: "linux-x64",
      AccountId: null,
      ProxyId: null,
    },
    MachinePolicyId: null,
    IsDisabled: false,
    Thumbprint: null,
    Uri: null,
    OperatingSystem: "Debian GNU/Linux 12 (bookworm)",
    ShellName: "Bash",
    ShellVersion: "5.2.15(1)-release",
    HealthStatus: "Healthy",
    StatusSummary: found(0),
  };
}

/** @param {number} change */
function found(change) {
  return `The target answered in ${100 + change} ms and has ${90 - change} GB free on /srv.`;
}
