import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LogReader } from "@indelible/ledger";

/** Reads the files of a log below a folder. */
export function directoryReader(folder: string): LogReader {
  return {
    readFile: async (path) => {
      const file = join(folder, path);
      return existsSync(file) ? readFile(file) : undefined;
    },
  };
}
