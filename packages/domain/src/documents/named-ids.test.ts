import type { JsonObject } from "@indelible/trail/pure";
import { expect, test } from "vitest";
import { deploymentProcesses, machines, scopedUserRoles, tenants, variableSets } from "./index.ts";
import { keyOfNamed, type NamingRules, namedIds } from "./named-ids.ts";

function named(type: NamingRules, body: JsonObject): string[] {
  return namedIds(type, body).map(({ field, id, to, by }) => `${field} ${id} ${to} ${by}`);
}

test("references are named once, although the names of their members end in Id", () => {
  const body = { EnvironmentIds: ["Environments-1"], Endpoint: { AccountId: "Accounts-1" } };
  expect(named(machines, body)).toEqual([
    "EnvironmentIds Environments-1 Environments reference",
    "Endpoint.AccountId Accounts-1 Accounts reference",
  ]);
  const role = { TeamId: "Teams-1", UserRoleId: "UserRoles-1", ProjectIds: [] };
  expect(namedIds(scopedUserRoles, role).map(({ by }) => by)).toEqual(["delegation", "delegation"]);
});

test("the type of a variable determines what its value names; scopes and keys name documents", () => {
  const Scope = { Environment: ["Environments-1"], Role: ["Environments-2"] };
  const Variables = [
    { Name: "A", Type: "Certificate", Value: "Some text", Scope },
    { Name: "B", Type: "AzureAccount", Value: "#{Account}", Scope: {} },
    { Name: "C", Type: "String", Value: "Projects-1", Scope: {} },
    { Name: "D", Type: "String", Value: "Accounts-1", Scope: {} },
  ];
  expect(named(variableSets, { Variables })).toEqual([
    "Variables.Value Some text Certificates rule",
    "Variables.Scope.Environment Environments-1 Environments rule",
    "Variables.Value Accounts-1 Accounts text",
  ]);
  expect(named(tenants, { ProjectEnvironments: { "Projects-1": ["Environments-1"] } })).toEqual([
    "ProjectEnvironments Projects-1 Projects rule",
    "ProjectEnvironments Environments-1 Environments rule",
  ]);
});

test.each<[string, JsonObject, readonly string[]]>([
  ["a property", { "Octopus.Action.Azure.AccountId": "Accounts-1" }, ["Accounts-1"]],
  ["a property that is an object", { teamid: { Value: "Teams-1" } }, ["Teams-1"]],
  ["several ids", { TeamIds: "Teams-1, teams-everyone" }, ["Teams-1", "teams-everyone"]],
  ["a secret's document under any name", { "My.Account": " Accounts-1 " }, ["Accounts-1"]],
  ["a package, which is no document", { PackageId: "Feeds-1" }, []],
  ["a template", { AccountId: "#{Account}" }, []],
  ["other text", { ClientId: "f81d4fae-7dec", ThingId: "Things-1", Note: "see Accounts-1" }, []],
  ["a task, which is no document", { TaskId: "ServerTasks-1" }, []],
])("free text names %s", (_, Properties, expected) => {
  const Steps = [{ Id: "s1", Name: "S", Properties, Actions: [] }];
  const found = namedIds(deploymentProcesses, { Steps });
  expect(found.map(({ id }) => id)).toEqual(expected);
  for (const { place } of found) expect(place).toMatch(/^#s1\/Properties\//);
});

test("an id keeps its place when items and ids move, and has another one in another item", () => {
  const variable = (Id: string, Value: string) => ({ Id, Name: "A", Type: "Certificate", Value });
  const keys = (...Variables: JsonObject[]) =>
    namedIds(variableSets, { Variables }).map(keyOfNamed).sort();
  const [one, two] = [variable("1", "Certificates-1"), variable("2", "Certificates-2")];
  expect(keys(one, two)).toEqual(keys(two, one));
  expect(keys(one)).not.toEqual(keys(variable("2", "Certificates-1")));
  const ids = (...EnvironmentIds: string[]) =>
    namedIds(machines, { EnvironmentIds }).map(keyOfNamed);
  expect(ids("Environments-1", "Environments-2")).toContain(ids("Environments-2")[0]);
});
