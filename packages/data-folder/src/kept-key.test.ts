import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import {
  adoptNewLedgerKey,
  adoptNewMasterKey,
  keepNewMasterKey,
  keepPublicKey,
  keptKey,
  readKey,
  readKeyFile,
} from "./kept-key.ts";

const sevens = (bytes: number) => new Uint8Array(bytes).fill(7);

test("a key is created once, for its owner only", () => {
  const folder = temporaryDirectory();
  expect(readKey(folder, "ledger.key")).toBeUndefined();
  expect(keptKey(folder, "ledger.key", sevens)).toEqual(Buffer.from(sevens(32)));
  expect(keptKey(folder, "ledger.key", () => new Uint8Array(32))).toEqual(Buffer.from(sevens(32)));
  expect(readKey(folder, "ledger.key")).toEqual(Buffer.from(sevens(32)));
  expect(readKey(folder, "master.key")).toBeUndefined();
  expect(statSync(join(folder, "ledger.key")).mode & 0o777).toBe(0o600);
});

test("a file without a key is refused and not changed", () => {
  const folder = temporaryDirectory();
  writeFileSync(join(folder, "master.key"), "short\n");
  expect(() => keptKey(folder, "master.key", sevens)).toThrow("does not contain 32 bytes");
  expect(() => readKey(folder, "master.key")).toThrow("does not contain 32 bytes");
  expect(readFileSync(join(folder, "master.key"), "utf8")).toBe("short\n");
});

test("a key file that an operator names must exist", () => {
  const folder = temporaryDirectory();
  keptKey(folder, "ledger.key", sevens);
  expect(readKeyFile(join(folder, "ledger.key"))).toEqual(Buffer.from(sevens(32)));
  expect(() => readKeyFile(join(folder, "other.key"))).toThrow("There is no key file");
});

test("errors of the system are passed on", () => {
  expect(() => keptKey(join(temporaryDirectory(), "none"), "master.key", sevens)).toThrow("ENOENT");
});

test("a new master key is stored next to the current one until it replaces that", () => {
  const folder = temporaryDirectory();
  keptKey(folder, "master.key", sevens);
  const next = new Uint8Array(32).fill(8);
  keepNewMasterKey(folder, next);
  expect(readKey(folder, "master.key")).toEqual(Buffer.from(sevens(32)));
  expect(readKey(folder, "master.key.new")).toEqual(Buffer.from(next));
  expect(statSync(join(folder, "master.key.new")).mode & 0o777).toBe(0o600);
  adoptNewMasterKey(folder);
  expect(readKey(folder, "master.key")).toEqual(Buffer.from(next));
  expect(readKey(folder, "master.key.new")).toBeUndefined();
});

test("a new ledger key replaces the current one, which stays as the old one", async () => {
  const folder = temporaryDirectory();
  keptKey(folder, "ledger.key", sevens);
  await adoptNewLedgerKey(folder);
  expect(readKey(folder, "ledger.key.old")).toBeUndefined();
  keptKey(folder, "ledger.key.new", (bytes) => new Uint8Array(bytes).fill(8));
  await adoptNewLedgerKey(folder);
  await adoptNewLedgerKey(folder);
  expect(readKey(folder, "ledger.key")?.[0]).toBe(8);
  expect(readKey(folder, "ledger.key.old")?.[0]).toBe(7);
  expect(readKey(folder, "ledger.key.new")).toBeUndefined();
});

test("the public key of a signer is kept, and replaced", () => {
  const folder = temporaryDirectory();
  for (const byte of [1, 2]) {
    keepPublicKey(folder, new Uint8Array(32).fill(byte));
    expect(readKey(folder, "ledger.public")?.[0]).toBe(byte);
  }
});
