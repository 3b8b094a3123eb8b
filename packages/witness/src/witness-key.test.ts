import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatSignerKey, newSignerKey } from "@indelible/ledger";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { keptWitnessKey } from "./witness-key.ts";

const sevens = (bytes: number) => new Uint8Array(bytes).fill(7);
const eights = (bytes: number) => new Uint8Array(bytes).fill(8);

test("a key is created once, for its owner only, with a random name by default", async () => {
  const folder = temporaryDirectory();
  const made = await keptWitnessKey(folder, undefined, sevens);
  expect(made).toMatchObject({ name: "witness/070707070707", type: "cosignature" });
  expect(statSync(join(folder, "witness.key")).mode & 0o777).toBe(0o600);
  const kept = await keptWitnessKey(folder, made.name, eights);
  expect(formatSignerKey(kept)).toBe(formatSignerKey(made));
});

test("a key of another name or type is refused and not changed", async () => {
  const folder = temporaryDirectory();
  await keptWitnessKey(folder, "w1", sevens);
  const refusal = { code: "key", message: expect.stringContaining("contains the key of 'w1'") };
  await expect(keptWitnessKey(folder, "w2", sevens)).rejects.toMatchObject(refusal);
  const path = join(folder, "witness.key");
  const logKey = formatSignerKey(await newSignerKey("w1", "note", sevens(32)));
  writeFileSync(path, logKey);
  await expect(keptWitnessKey(folder, undefined, sevens)).rejects.toMatchObject(refusal);
  expect(readFileSync(path, "utf8")).toBe(logKey);
});

test("a file without a key, and a missing folder, fail", async () => {
  const folder = temporaryDirectory({ "witness.key": "nonsense" });
  await expect(keptWitnessKey(folder, "w1", sevens)).rejects.toMatchObject({ name: "LedgerError" });
  const missing = join(folder, "missing");
  await expect(keptWitnessKey(missing, "w1", sevens)).rejects.toMatchObject({ code: "ENOENT" });
});
