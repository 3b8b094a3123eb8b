import { mkdirSync, readdirSync } from "node:fs";
import { appendFile, mkdir, open, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TreeHead } from "@indelible/ledger";
import { type Database, type ExportedLog, exportTrail } from "@indelible/trail";
import { CommandError } from "../command-error.ts";
import { EXPORT_FILES } from "../export-files.ts";

/**
 * Writes all events in the ledger to a folder, which is created if it is missing: events.jsonl,
 * personal.jsonl if there are values of personal members, tiles, entry bundles, the checkpoint, the keys and the closed logs. Memory use is constant. CommandError
 * if the folder is not empty.
 */
export async function exportDirectory(
  database: Database,
  folder: string,
  log: ExportedLog,
): Promise<TreeHead> {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) {
    throw new CommandError(`${folder} is not empty: use a new directory.`);
  }
  const events = await open(join(folder, EXPORT_FILES.events), "wx");
  try {
    return await exportTrail(database, log, {
      events: async (texts) => {
        await events.write(linesOf(texts));
      },
      personal: (texts) => appendFile(join(folder, EXPORT_FILES.personal), linesOf(texts)),
      file: async (path, bytes) => {
        const file = join(folder, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, bytes);
      },
    });
  } finally {
    await events.close();
  }
}

function linesOf(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
