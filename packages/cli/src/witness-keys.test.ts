import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatVerifierKey, newSignerKey } from "@indelible/ledger";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { testWorld } from "../../../test/support/world.ts";
import { readWitnesses } from "./witness-keys.ts";

const key = await newSignerKey("witness/w1", "cosignature", new Uint8Array(32).fill(5));

test("the witnesses are those of the policy file", () => {
  const file = join(temporaryDirectory(), "policy");
  writeFileSync(file, `witness w1 ${formatVerifierKey(key)}\nquorum w1\n`);
  const witnesses = readWitnesses(testWorld({ environment: { WITNESS_POLICY: file } }));
  expect(witnesses.map(({ name }) => name)).toEqual(["witness/w1"]);
});

test("without a policy there are none, and a missing file is an error", () => {
  expect(readWitnesses(testWorld())).toEqual([]);
  const WITNESS_POLICY = join(temporaryDirectory(), "none");
  expect(() => readWitnesses(testWorld({ environment: { WITNESS_POLICY } }))).toThrow(
    "cannot be read",
  );
});
