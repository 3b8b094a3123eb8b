import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { checkNodeVersion } from "./node-version.mjs";
import { SetupError } from "./setup-error.mjs";

test.each(["20.19.0", "20.20.2", "22.0.0", "100.1.0"])("Node.js %s is new enough", (version) => {
  expect(() => checkNodeVersion(version)).not.toThrow();
});

test.each(["18.20.0", "20.18.9", "8.0.0"])("Node.js %s is too old", (version) => {
  expect(() => checkNodeVersion(version)).toThrow(SetupError);
  expect(() => checkNodeVersion(version)).toThrow(`this is ${version}.`);
});

test("the oldest version is the one package.json names", () => {
  const oldest = manifest.engines.node.replace(">=", "");
  expect(() => checkNodeVersion(`${oldest}.0`)).not.toThrow();
});
