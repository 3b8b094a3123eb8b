import { readFileSync } from "node:fs";
import type { CommitPart } from "./commit-part.ts";
import type { Statement } from "./database.ts";

/** A folder of SQL files: statements and parts of commits, one to a file. */
export class SqlFolder {
  readonly #owner: string;
  readonly #folder: URL;

  /** `owner` begins the names of its prepared statements; `folder` ends with a slash. */
  constructor(owner: string, folder: URL) {
    this.#owner = owner;
    this.#folder = folder;
  }

  /** The text of a file of the folder. */
  text(path: string): string {
    return readFileSync(new URL(path, this.#folder), "utf8");
  }

  /** The statement kept in `<name>.sql`. */
  statement(name: string): Statement {
    return { name: `${this.#owner}-${name}`, text: this.text(`${name}.sql`) };
  }

  /** The part of a commit kept in `commit-<name>.sql`, with dashes in place of underscores. */
  commitPart(name: string): CommitPart {
    return { name, sql: this.text(`commit-${name.replaceAll("_", "-")}.sql`) };
  }
}
