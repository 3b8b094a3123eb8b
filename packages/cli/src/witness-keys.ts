import { readFileSync } from "node:fs";
import { createVerifier, parsePolicy, type Verifier } from "@indelible/ledger";
import { CommandError } from "./command-error.ts";
import { setting, type World } from "./world.ts";

/**
 * The keys of the witnesses in the file that `WITNESS_POLICY` names, as the server reads it; none when
 * it names none. CommandError when the file cannot be read.
 */
export function readWitnesses(world: World): readonly Verifier[] {
  const file = setting(world, "WITNESS_POLICY");
  if (file === undefined) return [];
  return parsePolicy(bytesOf(file)).witnesses.map(({ key }) => createVerifier(key));
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new CommandError(`WITNESS_POLICY ${file} cannot be read.`, { cause });
  }
}
