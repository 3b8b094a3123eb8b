import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SourceFile } from "./source-file.ts";

/** Larger files are data, not source text. */
const sizeLimit = 2_000_000;

/** The files of the repository, or the few of a sample. */
export class Project {
  readonly files: readonly SourceFile[];
  readonly #byPath: Map<string, SourceFile>;

  constructor(files: readonly SourceFile[]) {
    this.files = files;
    this.#byPath = new Map(files.map((file) => [file.path, file]));
  }

  file(path: string): SourceFile | undefined {
    return this.#byPath.get(path);
  }

  /** All TypeScript and JavaScript. */
  get code(): SourceFile[] {
    return this.files.filter((file) => file.isCode);
  }

  /** The code of the packages, without tests. */
  get packageSources(): SourceFile[] {
    return this.files.filter((file) => file.isPackageSource);
  }
}

/** Creates a project from texts by their paths, for the samples of rules. */
export function sampleProject(sample: Record<string, string>): Project {
  return new Project(Object.entries(sample).map(([path, text]) => new SourceFile(path, text)));
}

/**
 * Reads the files of the repository that are or could be committed.
 *
 * @param root the directory; it need not be a Git clone
 */
export function readProject(root: string): Project {
  const ignored = new Set([".git", ...ignoredNames(root)]);
  const files = [...walk(root, "", ignored)]
    .map((path) => ({ path, content: readFileSync(join(root, path)) }))
    .filter(({ content }) => content.length <= sizeLimit && !content.includes(0))
    .map(({ path, content }) => new SourceFile(path, content.toString("utf8")));
  return new Project(files);
}

/** The plain names of .gitignore, such as "dist/"; its few patterns match no text files. */
function ignoredNames(root: string): string[] {
  return readFileSync(join(root, ".gitignore"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.includes("*"))
    .map((line) => line.replace(/^\/|\/$/g, ""));
}

function* walk(root: string, directory: string, ignored: Set<string>): Generator<string> {
  for (const entry of readdirSync(join(root, directory), { withFileTypes: true })) {
    if (ignored.has(entry.name)) continue;
    const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(root, path, ignored);
    else if (entry.isFile()) yield path;
  }
}
