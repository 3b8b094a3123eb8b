import { accounts, environments, type Machine } from "@indelible/domain";
import type { ScriptHost } from "@indelible/execution";
import type { Database, JsonObject, PartOf } from "@indelible/trail";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openScriptHost, type TestScriptHost } from "../../../../test/support/script-host.ts";
import { type Sshd, startSshd } from "../../../../test/support/sshd.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { ActionError } from "../actions/action-error.ts";
import { sampleMachine } from "../testing/process-samples.ts";
import { TargetHosts } from "./target-hosts.ts";

let database: Database;
let engine: TestEngine;
let scripts: TestScriptHost;
let sshd: Sshd;
let hosts: TargetHosts;

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database);
  scripts = openScriptHost();
  sshd = await startSshd();
});
afterAll(async () => {
  await sshd.stop();
  await scripts.close();
  await database.close();
});
beforeEach(() => {
  hosts = targetHosts(scripts.host);
});
afterEach(() => hosts.close());

function targetHosts(scriptHost: ScriptHost | undefined): TargetHosts {
  const { trail, sealer, random } = engine;
  return new TargetHosts({ trail, sealer, random, scriptHost });
}

let made = 0;

async function account(fields: JsonObject): Promise<string> {
  made += 1;
  const Name = `Account ${made}`;
  const all = { Name, AccountType: "SshKeyPair", Username: sshd.username, ...fields };
  return (await engine.create(accounts, all)).id;
}

function machine(AccountId: string, init: PartOf<Machine["Endpoint"]> = {}) {
  const { host: Host, port: Port, fingerprint: Fingerprint } = sshd;
  const Endpoint = {
    CommunicationStyle: "Ssh" as const,
    AccountId,
    Host,
    Port,
    Fingerprint,
    ...init,
  };
  return sampleMachine("web-1", { Endpoint });
}

const secret = (NewValue: string) => ({ HasValue: true, NewValue });

test.each([
  ["its text", (key: string) => key],
  ["Base64", (key: string) => Buffer.from(key).toString("base64")],
])("a target is reached with a key sent as %s, and connected to once", async (_, sent) => {
  const id = await account({ PrivateKeyFile: secret(sent(sshd.privateKey)) });
  const [one, two] = await Promise.all([hosts.of(machine(id)), hosts.of(machine(id))]);
  expect(one).toBe(two);
  const { home } = await one.probe(new AbortController().signal);
  expect(home).toBe(sshd.home);
});

test("a target without a connection is reached on the server", async () => {
  const local = machine("", { CommunicationStyle: "None" });
  expect(await hosts.of(local)).toBe(scripts.host);
  const closed = targetHosts(undefined).of(local);
  await expect(closed).rejects.toThrow(
    /^This server runs no scripts itself \(RUN_ON_SERVER=false\)/,
  );
});

test.each([
  [
    "another protocol",
    { CommunicationStyle: "TentaclePassive" as const },
    "not by TentaclePassive.",
  ],
  ["no account", { AccountId: "Accounts-99" }, "has no account: set AccountId of its endpoint."],
])("a target with %s cannot be reached", async (_, init, sentence) => {
  const reached = hosts.of(machine("Accounts-1", init));
  await expect(reached).rejects.toThrow(ActionError);
  await expect(reached).rejects.toThrow(sentence);
});

test("an account is used only where it is not limited to other environments, and in its space", async () => {
  const EnvironmentIds = [(await engine.create(environments, { Name: "Live" })).id];
  const id = await account({ EnvironmentIds, PrivateKeyFile: secret(sshd.privateKey) });
  const staging = { ...machine(id).body, EnvironmentIds: ["Environments-99"] };
  const sentence = `The target's account 'Account ${made}' is limited to other environments.`;
  await expect(hosts.of({ ...machine(id), body: staging })).rejects.toThrow(sentence);
  const { trail, sealer, random } = engine;
  const options = { trail, sealer, random, scriptHost: undefined };
  const live = new TargetHosts(options, { environmentIds: EnvironmentIds, tenant: null });
  expect(await live.of(machine(id))).toBeDefined();
  await live.close();
  const other = { ...machine(id), spaceId: "Spaces-2" };
  await expect(live.of({ ...other, id: "web-2" })).rejects.toThrow("has no account");
});

test("an account without a secret is an error that names it", async () => {
  const id = await account({});
  await expect(hosts.of(machine(id))).rejects.toThrow(
    `Account 'Account ${made}' has neither a password nor a private key.`,
  );
});

test("a wrong host key is refused", async () => {
  const id = await account({ PrivateKeyFile: secret(sshd.privateKey) });
  const impostor = machine(id, { Fingerprint: `SHA256:${"A".repeat(43)}` });
  await expect(hosts.of(impostor)).rejects.toMatchObject({ name: "ExecutionError" });
});
