import { readFileSync } from "node:fs";
import type { CommitPart } from "./commit-part.ts";
import type { Statement } from "./database.ts";

/** A folder of SQL files, each with a statement or a part of a commit. */
export class SqlFolder {
  readonly #owner: string;
  readonly #folder: URL;

  /** `owner` is the prefix of the names of its prepared statements; `folder` ends with a slash. */
  constructor(owner: string, folder: URL) {
    this.#owner = owner;
    this.#folder = folder;
  }

  /** The text of a file of the folder. */
  text(path: string): string {
    return readFileSync(new URL(path, this.#folder), "utf8");
  }

  /** The statement in `<name>.sql`. */
  statement(name: string): Statement {
    return { name: `${this.#owner}-${name}`, text: this.text(`${name}.sql`) };
  }

  /** The part of a commit in `commit-<name>.sql`, with dashes instead of underscores. */
  commitPart(name: string): CommitPart {
    return { name, sql: this.text(`commit-${name.replaceAll("_", "-")}.sql`) };
  }
}
