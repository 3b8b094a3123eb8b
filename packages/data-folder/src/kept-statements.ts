import { join } from "node:path";
import { replaceFile, textOf } from "./durable-file.ts";

/** The file `ledger.keys` of a data folder: the statements that replaced keys of its ledger. */
export interface StatementsFile {
  /** The signed notes, in the order in which they were kept; none if there is no file. */
  load(): readonly string[];
  /** Adds those that are not there yet; resolves when the file is durable. */
  add(notes: readonly string[]): Promise<void>;
}

/** Between two notes; no signed note has two empty lines at its end. */
const SEPARATOR = "\n\n";

/** The statements of a data folder that this process has locked. System errors are passed on. */
export function keptStatements(folder: string): StatementsFile {
  const path = join(folder, "ledger.keys");
  const load = () => {
    const notes = textOf(path)?.split(`\n${SEPARATOR}`) ?? [];
    return notes.map((note) => `${note.replace(/\n$/, "")}\n`);
  };
  return {
    load,
    add: async (notes) => {
      const kept = load();
      const all = [...new Set([...kept, ...notes])];
      if (all.length > kept.length) await replaceFile(path, all.join(SEPARATOR));
    },
  };
}
