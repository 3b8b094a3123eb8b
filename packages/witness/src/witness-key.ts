import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatSignerKey, newSignerKey, parseSignerKey, type SignerKey } from "@indelible/ledger";
import { replaceFile } from "./durable-file.ts";
import { WitnessError } from "./witness-error.ts";

const SEED_BYTES = 32;
const NAME_BYTES = 6;

/**
 * The key in the state folder's `witness.key`, which only its owner can read. If the file is
 * missing, a key is created with the given name, by default `witness/` and 12 random hexadecimal
 * digits. The caller has locked the folder. WitnessError `key` if the file contains a key of another name or type; LedgerError if it
 * contains no key.
 */
export async function keptWitnessKey(
  folder: string,
  name: string | undefined,
  random: (bytes: number) => Uint8Array,
): Promise<SignerKey> {
  const path = join(folder, "witness.key");
  if (!existsSync(path)) await createKey(path, name, random);
  const key = await parseSignerKey(readFileSync(path, "utf8").trim());
  if (key.type === "cosignature" && key.name === (name ?? key.name)) return key;
  throw new WitnessError(
    "key",
    `${path} contains the key of '${key.name}', not a witness's key of '${name ?? key.name}'.`,
  );
}

async function createKey(
  path: string,
  name: string | undefined,
  random: (bytes: number) => Uint8Array,
): Promise<void> {
  const given = name ?? `witness/${Buffer.from(random(NAME_BYTES)).toString("hex")}`;
  const key = await newSignerKey(given, "cosignature", random(SEED_BYTES));
  await replaceFile(path, `${formatSignerKey(key)}\n`);
}
