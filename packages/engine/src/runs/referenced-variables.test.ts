import {
  accounts,
  certificates,
  environments,
  type ScopedVariable,
  spaces,
} from "@indelible/domain";
import { completeBody, systemAct } from "@indelible/kernel";
import { creation, type Database, type JsonObject } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import type { ExpandCertificate } from "../ports/certificate-expansion.ts";
import { type ReferenceTools, withReferences } from "./referenced-variables.ts";

let database: Database;
let tools: ReferenceTools;
let engine: TestEngine;
let account: string;
let certificate: string;

const expandCertificate: ExpandCertificate = async (name, { title }) =>
  new Map([
    [`${name}.Name`, { value: title, isSensitive: false }],
    [`${name}.PrivateKeyPem`, { value: "key", isSensitive: true }],
  ]);

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database);
  tools = { trail: engine.trail, sealer: engine.sealer, expandCertificate };
  const fields = { AccountType: "UsernamePassword", Username: "deployer" };
  const Password = { HasValue: true, NewValue: "correct horse" };
  account = (await engine.create(accounts, { Name: "Deployer", ...fields, Password })).id;
  const CertificateData = { HasValue: true, NewValue: "aGVsbG8=" };
  certificate = (await engine.create(certificates, { Name: "Shop", CertificateData })).id;
});
afterAll(() => database.close());

const PLACE = { spaceId: "Spaces-1", environmentIds: ["E"], tenant: null };

function variable(Name: string, Value: string | null, Type: string): ScopedVariable {
  return { Name, Value, Type, IsSensitive: false, Scope: { Environment: ["E"] } };
}

test("an account adds its fields, secrets in the clear and marked, in the same scope", async () => {
  const user = variable("User", account, "UsernamePasswordAccount");
  const {
    sets: [set = []],
  } = await withReferences(tools, PLACE, [[user]]);
  expect(set[0]).toBe(user);
  expect(set.slice(1)).toEqual(
    expect.arrayContaining([
      {
        Name: "User.Username",
        Value: "deployer",
        IsSensitive: false,
        Scope: user.Scope,
        Type: "String",
      },
      {
        Name: "User.Password",
        Value: "correct horse",
        IsSensitive: true,
        Scope: user.Scope,
        Type: "Sensitive",
      },
    ]),
  );
});

test("a certificate adds the variables of its port, to the set of the variable", async () => {
  const sets = [[variable("Tls", certificate, "Certificate")], [variable("Plain", "x", "String")]];
  const {
    sets: [first, second],
  } = await withReferences(tools, PLACE, sets);
  expect(first?.map(({ Name, IsSensitive }) => [Name, IsSensitive])).toEqual([
    ["Tls", false],
    ["Tls.Name", false],
    ["Tls.PrivateKeyPem", true],
  ]);
  expect(second).toEqual(sets[1]);
});

test.each([
  ["is plain text", "String", () => account],
  ["has no value", "Certificate", () => null],
  ["is a template", "UsernamePasswordAccount", () => "#{Account}"],
])("a variable that %s adds nothing", async (_, type, value) => {
  const sets = [[variable("A", value(), type)]];
  const { sets: expanded, refused } = await withReferences(tools, PLACE, sets);
  expect([expanded, refused.size]).toEqual([sets, 0]);
});

async function elsewhere(fields: JsonObject, spaceId = "Spaces-1"): Promise<string> {
  const all = { Name: `Elsewhere ${Object.keys(fields)} ${spaceId}`, ...fields };
  return (await engine.create(accounts, all, { spaceId })).id;
}

async function otherSpace(): Promise<string> {
  const id = "Spaces-7";
  // Without the team of its managers, which the engine does not read.
  const space = creation(spaces, {
    id,
    spaceId: null,
    body: completeBody(spaces, { Name: "Other" }),
  });
  await engine.trail.commit(systemAct(id), await engine.trail.read({ events: 1 }), [space]);
  return id;
}

test.each<[string, () => Promise<string>, string]>([
  ["names a deleted document", async () => "Accounts-99", "is not in this space"],
  ["names one of another type", async () => certificate, "is not in this space"],
  [
    "names one of another space",
    async () => elsewhere({}, await otherSpace()),
    "is not in this space",
  ],
  [
    "names one of another environment",
    async () =>
      elsewhere({ EnvironmentIds: [(await engine.create(environments, { Name: "Prod" })).id] }),
    "is limited to other environments",
  ],
  [
    "names one for tenants",
    () => elsewhere({ TenantedDeploymentParticipation: "Tenanted" }),
    "is for tenants only",
  ],
])("a variable that %s is not expanded, but refused", async (_, named, problem) => {
  const id = await named();
  const sets = [[variable("A", id, "UsernamePasswordAccount")]];
  const { sets: expanded, refused } = await withReferences(tools, PLACE, sets);
  expect([expanded, refused]).toEqual([sets, new Map([[id, problem]])]);
});
