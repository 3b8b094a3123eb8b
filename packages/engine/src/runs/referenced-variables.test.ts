import { accounts, certificates, type ScopedVariable } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import type { ExpandCertificate } from "../ports/certificate-expansion.ts";
import { type ReferenceTools, withReferences } from "./referenced-variables.ts";

let database: Database;
let tools: ReferenceTools;
let account: string;
let certificate: string;

const expandCertificate: ExpandCertificate = async (name, { title }) =>
  new Map([
    [`${name}.Name`, { value: title, isSensitive: false }],
    [`${name}.PrivateKeyPem`, { value: "key", isSensitive: true }],
  ]);

beforeAll(async () => {
  database = await openStore("postgres");
  const engine = await TestEngine.open(database);
  tools = { trail: engine.trail, sealer: engine.sealer, expandCertificate };
  const fields = { AccountType: "UsernamePassword", Username: "deployer" };
  const Password = { HasValue: true, NewValue: "correct horse" };
  account = (await engine.create(accounts, { Name: "Deployer", ...fields, Password })).id;
  const CertificateData = { HasValue: true, NewValue: "aGVsbG8=" };
  certificate = (await engine.create(certificates, { Name: "Shop", CertificateData })).id;
});
afterAll(() => database.close());

function variable(Name: string, Value: string | null, Type: string): ScopedVariable {
  return { Name, Value, Type, IsSensitive: false, Scope: { Environment: ["E"] } };
}

test("an account adds its fields, secrets in the clear and marked, in the same scope", async () => {
  const user = variable("User", account, "UsernamePasswordAccount");
  const [set = []] = await withReferences(tools, [[user]]);
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
  const [first, second] = await withReferences(tools, sets);
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
  ["names a deleted document", "Certificate", () => "Certificates-99"],
])("a variable that %s adds nothing", async (_, type, value) => {
  const sets = [[variable("A", value(), type)]];
  expect(await withReferences(tools, sets)).toEqual(sets);
});
