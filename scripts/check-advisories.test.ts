import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../test/support/temporary-directory.ts";

const SCRIPT = fileURLToPath(new URL("check-advisories.mjs", import.meta.url));

function check(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [SCRIPT, ...args], { encoding: "utf8" });
}

/** A list with one made-up advisory for a package. */
function listWith(name: string, range: string): string {
  const url = "https://example.com/MADE-UP-1";
  const advisories = [{ package: name, range, id: "MADE-UP-1", url }];
  const text = JSON.stringify({ checked: "2026-01-31", advisories });
  return join(temporaryDirectory({ "list.json": text }), "list.json");
}

/** An SBOM with two packages. */
function sbom(): string {
  const components = [
    { name: "left", version: "1.4.0" },
    { name: "@scope/right", version: "2.0.0-beta.1" },
  ];
  return join(temporaryDirectory({ "sbom.json": JSON.stringify({ components }) }), "sbom.json");
}

test("no advisory of the repository's list applies to the packages of the lockfile", () => {
  const { status, stdout, stderr } = check();
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^\d{2,} packages, \d+ advisories \(list .+\): none applies\.\n$/);
});

test("a made-up advisory of a package of the lockfile is found", () => {
  const { status, stdout } = check("--list", listWith("fastify", ">=1.0.0"));
  expect(status).toBe(1);
  expect(stdout).toMatch(/^fastify \d+\.\d+\.\d+ is in the range >=1\.0\.0 of MADE-UP-1: https:/);
});

test.each([
  ["left", "<1.4.1", 1],
  ["left", "^1.2.0 || 3.x", 1],
  ["left", "<1.4.0", 0],
  ["@scope/right", ">=2.0.0-alpha <2.0.1", 1],
  ["@scope/right", "<2.0.0", 1],
  ["right", "*", 0],
])("%s %s: exit code %i", (name, range, status) => {
  expect(check("--sbom", sbom(), "--list", listWith(name, range)).status).toBe(status);
});

test.each([
  ["a range that is none", '{"package":"left","range":"below 2","id":"X","url":"x"}', /'below 2'/],
  ["no range", '{"package":"left","id":"X","url":"x"}', /must have the texts/],
])("an advisory with %s is refused, since it would find nothing", (_, advisory, message) => {
  const text = `{"checked":"2026-01-31","advisories":[${advisory}]}`;
  const list = join(temporaryDirectory({ "list.json": text }), "list.json");
  const { status, stderr } = check("--sbom", sbom(), "--list", list);
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});

test("an SBOM without packages is refused", () => {
  const empty = join(temporaryDirectory({ "sbom.json": "{}" }), "sbom.json");
  const { status, stderr } = check("--sbom", empty);
  expect({ status, stderr }).toEqual({ status: 2, stderr: "The SBOM has no components.\n" });
});

test("--help and --version", () => {
  expect(check("--help").stdout).toContain("--list <file>");
  expect(check("--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
