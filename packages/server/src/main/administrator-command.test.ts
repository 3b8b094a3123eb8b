import type { TrailEvent } from "@indelible/trail";
import { describe, expect, onTestFinished, test } from "vitest";
import { captureLog } from "../../../../test/support/captured-log.ts";
import {
  migratedDatabase,
  prepareDataFolder,
  STORES,
  type StoreKind,
} from "../../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { administratorCommand } from "./administrator-command.ts";
import { type Config, readConfig } from "./config.ts";
import { openInstallation } from "./installation.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const OPERATOR = { username: "olga", host: "build-7" };
const onIdleError = (error: Error) => {
  throw error;
};
const OPTIONS = { clock: () => new Date(), operator: OPERATOR, onIdleError };
const PASSWORD = "correct horse battery";

async function newConfig(kind: StoreKind, settings: Record<string, string> = {}): Promise<Config> {
  const DATA_DIR = temporaryDirectory();
  const given = { DATA_DIR, PORT: "0", ADMIN_PASSWORD: PASSWORD, ...settings };
  if (kind === "pglite") {
    await prepareDataFolder(DATA_DIR);
    return readConfig(given);
  }
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  return readConfig({ ...given, DATABASE_URL: database.url });
}

/** Runs a server for as long as some work takes. */
async function served<T>(config: Config, work: (server: RunningServer) => Promise<T>) {
  const log = captureLog();
  const server = await startServer(config, { ...OPTIONS, log: log.logger });
  try {
    return await work(server);
  } finally {
    await server.stop();
    expect(log.errors()).toEqual([]);
  }
}

/** Signs in and reads the events of the user; the status of signing in unless that succeeds. */
async function signIn(server: RunningServer, Username: string, Password: string) {
  const answer = await fetch(`${server.address}/api/users/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ Username, Password }),
  });
  if (answer.status !== 200) return answer.status;
  const cookie = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
  const headers = { cookie: cookie.join("; ") };
  const { Id } = (await answer.json()) as { Id: string };
  const events = await fetch(`${server.address}/api/events?regarding=${Id}`, { headers });
  return ((await events.json()) as { Items: TrailEvent[] }).Items;
}

function eventsIn(answer: number | TrailEvent[]): TrailEvent[] {
  expect(answer).toEqual(expect.any(Array));
  return typeof answer === "number" ? [] : answer;
}

const BY_OPERATOR = {
  UserId: "users-system",
  IdentityEstablishedWith: "Command line, as olga on build-7",
};

async function sql(config: Config, text: string) {
  const { database, close } = await openInstallation(config, OPTIONS);
  await database.query({ name: "", text }, []);
  await close();
}

describe.each(STORES)("the command administrator on %s", (kind) => {
  test("restores an administrator who was disabled, with a new password", async () => {
    const config = await newConfig(kind);
    await served(config, async (server) => {
      expect(await signIn(server, "admin", PASSWORD)).toEqual(expect.any(Array));
    });
    // Only an older version, or SQL without the guards, leaves no administrator.
    await sql(config, "delete from server.facts where name = 'administered'");
    await sql(
      config,
      `update trail.documents set body = body || '{"IsActive": false}' where type = 'Users'`,
    );
    const message = await administratorCommand({ ...config, adminPassword: undefined }, OPTIONS);
    const [, generated = ""] = /Password: (\S{20})\n/.exec(message) ?? [];
    expect(message).toContain("User 'admin' is an administrator now.");
    await served(config, async (server) => {
      expect(await signIn(server, "admin", PASSWORD)).toBe(401);
      const [restored, disabled] = eventsIn(await signIn(server, "admin", generated));
      expect(restored).toMatchObject({ ...BY_OPERATOR, DocumentType: "Users" });
      expect(disabled).toMatchObject({ IdentityEstablishedWith: "Direct SQL" });
    });
  });

  test("creates a user, and restores the team and its role", async () => {
    const config = await newConfig(kind);
    await served(config, async () => {});
    await sql(config, "delete from server.facts where name = 'administered'");
    await sql(config, "delete from trail.documents where type = 'ScopedUserRoles'");
    await sql(config, "delete from trail.documents where id = 'teams-administrators'");
    await sql(
      config,
      `update trail.documents set body = body || '{"GrantedSystemPermissions": []}'
       where id = 'userroles-systemadministrator'`,
    );
    const message = await administratorCommand({ ...config, adminUsername: "rescue" }, OPTIONS);
    expect(message).toBe(
      "User 'rescue' was created as an administrator.\nThe password is that of ADMIN_PASSWORD.",
    );
    await served(config, async (server) => {
      const events = eventsIn(await signIn(server, "rescue", PASSWORD));
      for (const event of events) expect(event).toMatchObject(BY_OPERATOR);
      const types = events.map(({ DocumentType }) => DocumentType);
      expect(types.sort()).toEqual(["ScopedUserRoles", "Teams", "Users"]);
    });
    const refused = administratorCommand({ ...config, adminUsername: "System" }, OPTIONS);
    await expect(refused).rejects.toThrow("cannot be 'System', which events use");
  });
});

test("an installation that was never started has no administrator to restore", async () => {
  const config = await newConfig("postgres");
  await expect(administratorCommand(config, OPTIONS)).rejects.toThrow("never started");
});
