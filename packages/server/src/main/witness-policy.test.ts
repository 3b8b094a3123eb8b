import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { ConfigError } from "./config.ts";
import { NO_WITNESSES, readWitnessPolicy } from "./witness-policy.ts";

test("without a file there are no witnesses", () => {
  expect(readWitnessPolicy(undefined)).toBe(NO_WITNESSES);
});

test("a policy is read from its file", () => {
  const folder = temporaryDirectory({ policy: "quorum none\n" });
  expect(readWitnessPolicy(join(folder, "policy"))).toMatchObject({ witnesses: [] });
});

test.each(["missing", "invalid", "."])("a policy that cannot be used: %s", (name) => {
  const file = join(temporaryDirectory({ invalid: "witness\n" }), name);
  expect(() => readWitnessPolicy(file)).toThrow(ConfigError);
  expect(() => readWitnessPolicy(file)).toThrow(/^WITNESS_POLICY cannot be used: ./);
});
