import { randomBytes, randomUUID } from "node:crypto";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { keyRingSealer, sha256Hex, Trail } from "@indelible/trail";
import type { CommandOptions } from "./command-tools.ts";
import type { Config } from "./config.ts";
import { openInstallation } from "./installation.ts";
import { recordOfLedger } from "./ledger-document.ts";
import { nameOf, operatorAct } from "./operator.ts";

const random = (bytes: number) => randomBytes(bytes);

/**
 * `record-export <size> <root> <folder>`: records that the operator exported all events under a
 * checkpoint, and returns a message about it. `indelible export` runs it afterwards. Changes nothing
 * else: fails with TrailError `schema` for a database of an earlier version, and like
 * `openInstallation`.
 */
export async function recordExportCommand(
  config: Config,
  options: CommandOptions,
  [size = "", root = "", folder = ""]: readonly string[],
): Promise<string> {
  const open = { ...options, exclusive: false, upgrades: false };
  const { database, keys, close } = await openInstallation(config, open);
  try {
    const sealer = keyRingSealer(keys.ring, random);
    const tools = { ...options, ...config, sealer, random, sha256: sha256Hex };
    const trail = new Trail({ database, types: DOCUMENT_DEFINITIONS, ...tools });
    const { operator } = options;
    await recordOfLedger(trail, {
      category: "ExportComplete",
      verb: `was exported by ${nameOf(operator)} to ${folder}: all ${size} events under the checkpoint of size ${size} (root ${root})`,
      act: operatorAct(operator, randomUUID()),
    });
    return "The export is recorded as an event of the ledger.";
  } finally {
    await close();
  }
}
