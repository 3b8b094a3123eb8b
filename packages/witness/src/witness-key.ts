import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatSignerKey, newSignerKey, parseSignerKey, type SignerKey } from "@indelible/ledger";
import { WitnessError } from "./witness-error.ts";

const SEED_BYTES = 32;
const NAME_BYTES = 6;

/**
 * The key in the state folder's `witness.key`, which only its owner can read. If the file is
 * missing, a key is created with the given name, by default `witness/` and 12 random hexadecimal
 * digits. WitnessError `key` if the file contains a key of another name or type; LedgerError if it
 * contains no key.
 */
export async function keptWitnessKey(
  folder: string,
  name: string | undefined,
  random: (bytes: number) => Uint8Array,
): Promise<SignerKey> {
  const path = join(folder, "witness.key");
  const freshName = name ?? `witness/${Buffer.from(random(NAME_BYTES)).toString("hex")}`;
  const fresh = await newSignerKey(freshName, "cosignature", random(SEED_BYTES));
  writeIfMissing(path, `${formatSignerKey(fresh)}\n`);
  const key = await parseSignerKey(readFileSync(path, "utf8").trim());
  if (key.type === "cosignature" && key.name === (name ?? key.name)) return key;
  throw new WitnessError(
    "key",
    `${path} contains the key of '${key.name}', not a witness's key of '${name ?? key.name}'.`,
  );
}

function writeIfMissing(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
