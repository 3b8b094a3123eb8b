import { resolve } from "node:path";
import { formatHash, type TreeHead } from "@indelible/ledger";
import { SERVER_PROGRAM } from "../server-program.ts";
import { findMasterKey } from "../store.ts";
import type { World } from "../world.ts";

/** An export that is complete. */
export interface CompleteExport extends TreeHead {
  readonly folder: string;
  /** The data folder of the server, which may have the master key. */
  readonly dataFolder: string;
}

/**
 * Records an export as an event, with the server's program: only it can write events. Remarks why
 * not if it cannot be recorded; the export is complete all the same. The store must be closed.
 */
export async function recordExport(world: World, done: CompleteExport): Promise<void> {
  const { size, root, folder, dataFolder } = done;
  if (findMasterKey(world, dataFolder) === undefined) {
    const advice = "set MASTER_KEY or DATA_DIR as for the server";
    world.remark(
      `The export is not recorded as an event, for lack of the master key: ${advice}.\n`,
    );
    return;
  }
  const args = ["record-export", String(size), formatHash(root), resolve(folder)];
  const code = await world.runNode([SERVER_PROGRAM, ...args]);
  if (code !== 0) {
    world.remark("The export is complete, but is not recorded as an event: see the error above.\n");
  }
}
