import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database, JsonObject } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bash, onRole, step } from "../../../../test/support/deploying.ts";
import { ProcessRuns } from "../../../../test/support/process-runs.ts";
import { openScriptHost, type TestScriptHost } from "../../../../test/support/script-host.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import type { OpenPackage } from "../ports/package-store.ts";

let database: Database;
let scripts: TestScriptHost;
let runs: ProcessRuns;

/** The packages that the feed has, by their file names. */
const feed = new Map<string, Buffer>();

const openPackage: OpenPackage = async (_, packageId, version) => {
  const found = [...feed].find(([name]) => name.startsWith(`${packageId}.${version}.`));
  if (found === undefined) return undefined;
  const [fileName, content] = found;
  const open = async function* () {
    yield content;
  };
  return { fileName, size: content.length, sha256: "", open };
};

beforeAll(async () => {
  database = await openStore("postgres");
  scripts = openScriptHost();
  runs = await ProcessRuns.open(database, { scriptHost: scripts.host, openPackage });
  await runs.machine("web-1", "web");
});
afterAll(async () => {
  await scripts.close();
  await database.close();
});

/** Runs steps; returns how the task ended and what it wrote. */
async function run(steps: readonly object[], init: JsonObject = {}) {
  const variables = [{ Name: "Password", Value: "correct-horse", Type: "Sensitive" }];
  const selectedPackages = [{ ActionName: "Deploy", PackageReferenceName: "", Version: "1.0.0" }];
  const task = await runs.run({ steps, variables, selectedPackages, body: init });
  return { ...task, written: await runs.engine.written(task.id) };
}

function deploy(PackageId: string) {
  const Packages = [{ Name: "", PackageId }];
  return { Name: "Deploy", ActionType: "Octopus.TentaclePackage", Packages };
}

test("a script finds variables; what it sets is named by action and target", async () => {
  const { state, written } = await run([
    step(bash("Set", "set_octopusvariable Where 'at #{Octopus.Machine.Name}'"), onRole("web")),
    step(
      bash(
        "Get",
        'echo "$(get_octopusvariable "Octopus.Action[Set].Output[web-1].Where")" "#{Octopus.Action[Set].Output.Where}"',
      ),
    ),
  ]);
  expect([state, ...written]).toEqual(["Success", "Info at web-1 at web-1"]);
});

test("a sensitive output variable is a secret from then on", async () => {
  const { written } = await run([
    step(bash("Set", "set_octopusvariable Key battery-staple -sensitive")),
    step(bash("Get", 'get_octopusvariable "Octopus.Action[Set].Output.Key"; echo')),
  ]);
  expect(written.join("\n")).not.toContain("battery");
});

test("a secret that a variable of the process contains is masked", async () => {
  const { state, written } = await run([step(bash("Show", "echo 'is #{Password}'"))]);
  expect(state).toBe("Success");
  expect(written).toEqual([expect.stringMatching(/^Info is \*+$/)]);
});

test.each([
  ["exit 7", "The script ended with exit code 7."],
  ["fail_step 'No space left.'", "No space left."],
])("the script %j fails with an error message", async (body, sentence) => {
  const { state, error_message } = await run([step(bash("Fail", body))]);
  expect([state, error_message]).toEqual(["Failed", sentence]);
});

test("a package is unpacked, and the scripts in it run in order", async () => {
  const folder = temporaryDirectory({
    "index.html": "hello",
    "PreDeploy.sh": "echo before",
    "Deploy.sh": "echo now",
    "PostDeploy.sh": 'echo "after #{literal}"',
  });
  feed.set("Shop.1.0.0.tar.gz", execFileSync("tar", ["-cz", "-C", folder, "."]));
  const { state, written } = await run([
    step(deploy("Shop"), onRole("web")),
    step(
      bash("Where", "echo '#{Octopus.Action[Deploy].Output.Package.InstallationDirectoryPath}'"),
    ),
  ]);
  expect(state, written.join("\n")).toBe("Success");
  const place = String(written.at(-1)).replace("Info ", "");
  expect(place.startsWith(join(scripts.folder, ".indelible/applications"))).toBe(true);
  expect(readFileSync(join(place, "index.html"), "utf8")).toBe("hello");
  expect(written.filter((line) => /before|now|after/.test(line))).toEqual([
    "Info before",
    "Info now",
    "Info after #{literal}",
  ]);
});

test("a missing package fails the action before anything runs", async () => {
  const { state, error_message } = await run([step(deploy("Gone"), onRole("web"))]);
  expect([state, error_message]).toEqual([
    "Failed",
    "Package Gone 1.0.0 is not in the built-in feed.",
  ]);
});

test("an action that runs on the server does so for each target", async () => {
  const properties = { "Octopus.Action.RunOnServer": "true" };
  const { written } = await run([
    step(bash("Here", "echo for #{Octopus.Machine.Name}", properties), onRole("web")),
  ]);
  expect(written).toEqual(["Info for web-1"]);
});
