import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { DOCUMENT_DEFINITIONS, MASTER_KEY_ID, variableSets } from "@indelible/domain";
import { loadSnapshot } from "@indelible/engine";
import { keyRingSealer, openSecret, sha256Hex, Trail } from "@indelible/trail";
import { expect, onTestFinished, test } from "vitest";
import { captureLog } from "../../../../test/support/captured-log.ts";
import { ADMIN_KEY } from "../../../../test/support/server.ts";
import { migratedDatabase } from "../../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { readConfig } from "./config.ts";
import { type Installation, openInstallation } from "./installation.ts";
import { rotateMasterKeyCommand, showMasterKeyCommand } from "./master-key-commands.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const OPERATOR = { username: "olga", host: "build-7" };
const OPTIONS = { clock: () => new Date(), operator: OPERATOR };
const base64 = (n: number) => Buffer.alloc(32, n).toString("base64");

/** The settings of an installation that is gone when the test ends. */
async function newSettings() {
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  const DATA_DIR = temporaryDirectory();
  return { DATA_DIR, DATABASE_URL: database.url, ADMIN_API_KEY: ADMIN_KEY, PORT: "0" };
}

type Settings = Awaited<ReturnType<typeof newSettings>> & Record<string, string>;

/** Runs a server for as long as some work takes. */
async function served<T>(settings: Settings, work: (server: RunningServer) => Promise<T>) {
  const log = captureLog();
  const server = await startServer(readConfig(settings), {
    ...OPTIONS,
    log: log.logger,
  });
  try {
    return await work(server);
  } finally {
    await server.stop();
    expect(log.errors()).toEqual([]);
  }
}

async function call(server: RunningServer, method: string, path: string, body?: object) {
  const response = await fetch(`${server.address}/api/${path}`, {
    method,
    headers: { "x-octopus-apikey": ADMIN_KEY, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status, path).toBeLessThan(300);
  return response.json();
}

/** Makes a project with a secret variable and a release of it; the id of its variables' snapshot. */
function release(settings: Settings): Promise<string> {
  return served(settings, async (server) => {
    const [group] = await call(server, "GET", "projectgroups/all");
    const [lifecycle] = await call(server, "GET", "lifecycles/all");
    const body = { Name: "Shop", ProjectGroupId: group.Id, LifecycleId: lifecycle.Id };
    const { Id: ProjectId } = await call(server, "POST", "projects", body);
    const Variables = [{ Id: "v", Name: "Password", Value: "hush", Type: "Sensitive" }];
    await call(server, "PUT", `projects/${ProjectId}/variables`, { Variables });
    const made = await call(server, "POST", "releases", { ProjectId, Version: "1.0.0" });
    return made.ProjectVariableSetSnapshotId;
  });
}

/** Opens the installation of some settings, as a command does, for as long as some work takes. */
async function opened<T>(settings: Settings, work: (installation: Installation) => Promise<T>) {
  const installation = await openInstallation(readConfig(settings), OPTIONS);
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** The secret variable, as its document and a snapshot of it keep it. */
function secrets(settings: Settings, snapshotId: string) {
  return opened(settings, async ({ database, keys }) => {
    const sealer = keyRingSealer(keys.ring, randomBytes);
    const { clock } = OPTIONS;
    const types = DOCUMENT_DEFINITIONS;
    const trail = new Trail({
      database,
      types,
      sealer,
      clock,
      random: randomBytes,
      sha256: sha256Hex,
    });
    const snapshot = await loadSnapshot({ database }, snapshotId);
    const [document = snapshot] = await trail.documents([snapshot.id]);
    expect(JSON.stringify([document, snapshot])).not.toContain("sealed:v1:");
    return [document, snapshot].map((one) => openSecret(sealer, variableSets, one, "#v/Value"));
  });
}

function masterKeyEvents(settings: Settings) {
  return served(settings, async (server) => {
    const url = `events?regarding=${MASTER_KEY_ID}&includeSystem=true`;
    return (await call(server, "GET", url)).Items;
  });
}

test("a key in the data folder is replaced there, and the change is recorded", async () => {
  const settings = await newSettings();
  const file = (name: string) => join(settings.DATA_DIR, name);
  const snapshotId = await release(settings);
  copyFileSync(file("master.key"), file("old"));
  expect(await rotateMasterKeyCommand(readConfig(settings), OPTIONS)).toMatch(
    /^The master key was changed and 2 secrets were re-encrypted\. It is kept in /,
  );
  expect(readFileSync(file("master.key"))).not.toEqual(readFileSync(file("old")));
  expect(await secrets(settings, snapshotId)).toEqual(["hush", "hush"]);
  // As after a kill between the change and its last step.
  renameSync(file("master.key"), file("master.key.new"));
  renameSync(file("old"), file("master.key"));
  expect(await secrets(settings, snapshotId)).toEqual(["hush", "hush"]);
  expect(existsSync(file("master.key.new"))).toBe(false);
  const shown = await showMasterKeyCommand(readConfig(settings), OPTIONS);
  expect(shown).toBe(readFileSync(file("master.key"), "utf8").trim());
  const byOperator = {
    UserId: "users-system",
    IdentityEstablishedWith: "Command line, as olga on build-7",
  };
  expect(await masterKeyEvents(settings)).toMatchObject([
    {
      ...byOperator,
      Category: "MasterKeyShown",
      Message: "Master key was shown to olga on build-7",
    },
    {
      ...byOperator,
      Category: "Modified",
      Message: "Master key was changed",
      ChangeDetails: { Differences: [{ op: "replace", path: "/Generation", value: 2 }] },
    },
    { Category: "Created", Message: "Master key was recorded" },
  ]);
});

test("a configured key is replaced by another configured one, and then refused", async () => {
  const settings = await newSettings();
  const old = { ...settings, MASTER_KEY: base64(1) };
  const snapshotId = await release(old);
  await expect(rotateMasterKeyCommand(readConfig(old), OPTIONS)).rejects.toThrow(/NEW_MASTER_KEY/);
  const both = readConfig({ ...old, NEW_MASTER_KEY: base64(2) });
  expect(await rotateMasterKeyCommand(both, OPTIONS)).toContain("Set MASTER_KEY to the new one");
  expect(existsSync(join(settings.DATA_DIR, "master.key"))).toBe(false);
  const refused = { code: "secret", message: expect.stringContaining("set MASTER_KEY") };
  await expect(served(old, async () => {})).rejects.toMatchObject(refused);
  await expect(showMasterKeyCommand(readConfig(old), OPTIONS)).rejects.toMatchObject(refused);
  const now = { ...settings, MASTER_KEY: base64(2) };
  expect(await secrets(now, snapshotId)).toEqual(["hush", "hush"]);
  expect(await showMasterKeyCommand(readConfig(now), OPTIONS)).toBe(base64(2));
});

test("a key is not shown when that cannot be recorded", async () => {
  const settings = await newSettings();
  await served(settings, async () => {});
  await opened(settings, ({ database }) =>
    database.script(`
      create function public.refuse() returns trigger language plpgsql as $$
      begin raise exception 'The disk is full'; end $$;
      create trigger refuse before insert on trail.events for each row
      when (new.body like '%MasterKeyShown%') execute function public.refuse();`),
  );
  await expect(showMasterKeyCommand(readConfig(settings), OPTIONS)).rejects.toThrow("disk is full");
});

test("an installation that was never started is left alone: its ledger has not begun", async () => {
  const settings = await newSettings();
  const config = readConfig(settings);
  await expect(showMasterKeyCommand(config, OPTIONS)).rejects.toThrow("never started");
  await expect(rotateMasterKeyCommand(config, OPTIONS)).rejects.toThrow("never started");
  await served(settings, async ({ sequencer }) => expect(sequencer.alarms).toEqual([]));
});
