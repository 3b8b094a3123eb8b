import { expect, test } from "vitest";
import type { VariableResource, VariableSetResource } from "../resources.ts";
import { WEB_SHOP, worldInMemory } from "../testing/world-in-memory.ts";
import { editVariables, firstVariables } from "./variables.ts";

test("the initial variables have a host for two environments, and a random password", () => {
  const variables = firstVariables("web", worldInMemory());
  const hosts = variables.filter(({ Name }) => Name === "Host");
  expect(hosts.map(({ Scope }) => Scope?.Environment)).toEqual([
    ["Environments-1"],
    ["Environments-3"],
  ]);
  const passwordOf = (seed: number) =>
    firstVariables("web", worldInMemory({}, seed)).find(({ Type }) => Type === "Sensitive")?.Value;
  expect(passwordOf(1)).toMatch(/^(\w{2,3}-){3}\w{2,3}$/);
  expect(passwordOf(2)).not.toBe(passwordOf(1));
});

/** The variables after each of many edits, the first before them. */
async function editedMany(count: number) {
  const world = worldInMemory();
  const set: VariableSetResource = { Variables: firstVariables("web", world) };
  world.resources.set(`${WEB_SHOP}/variables`, set);
  const projects = world.projects.slice(0, 1);
  const versions: VariableResource[][] = [structuredClone(set.Variables)];
  for (let i = 0; i < count; i++) {
    await editVariables({ ...world, projects });
    versions.push(structuredClone(set.Variables));
  }
  return { world, versions };
}

const valuesOf = (versions: readonly VariableResource[][], name: string) =>
  new Set(versions.flat().flatMap(({ Name, Value }) => (Name === name ? [Value] : [])));

test("members of the team change numbers, levels and passwords within bounds", async () => {
  const { world, versions } = await editedMany(300);
  const users = new Set(world.requests.map(({ username }) => username));
  expect(users).toEqual(new Set(["bela", "dana"]));
  expect(valuesOf(versions, "LogLevel")).toEqual(new Set(["debug", "info", "warning", "error"]));
  expect(valuesOf(versions, "Database:Password").size).toBeGreaterThan(10);
  const numbers = [...valuesOf(versions, "Instances")].map(Number);
  expect(numbers.length).toBeGreaterThan(3);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(1);
});

test("a feature flag is added once, inverted and removed", async () => {
  const { versions } = await editedMany(300);
  const flagsOf = (variables: readonly VariableResource[]) =>
    variables.flatMap(({ Name }) => (Name.startsWith("Feature:") ? [Name] : []));
  const counts = versions.map((variables) => flagsOf(variables).length);
  expect(counts.some((count, i) => count < (counts[i - 1] ?? 0))).toBe(true);
  for (const variables of versions) {
    const flags = flagsOf(variables);
    expect(new Set(flags).size).toBe(flags.length);
  }
  const flagValues = versions
    .flat()
    .flatMap(({ Name, Value }) => (Name.startsWith("Feature:") ? [Value] : []));
  expect(new Set(flagValues)).toEqual(new Set(["true", "false"]));
});
