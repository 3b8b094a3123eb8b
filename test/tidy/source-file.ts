import { type ESTree, parseSync } from "vite";

type Parsed = ReturnType<typeof parseSync>;

/** One text file of the repository, parsed on demand. */
export class SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  #parsed: Parsed | undefined;
  #lineStarts: number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** True for TypeScript and JavaScript. */
  get isCode(): boolean {
    return /\.[cm]?[jt]sx?$/.test(this.path);
  }

  /** True for tests and their helpers. */
  get isTest(): boolean {
    return /\.test\.[cm]?[jt]sx?$|(^|\/)(tests?|testing|testdata)\//.test(this.path);
  }

  /** True for the code of a package, without tests. */
  get isPackageSource(): boolean {
    return this.isCode && !this.isTest && /^packages\/[^/]+\/src\//.test(this.path);
  }

  /** The name of the package directory the file is in, undefined outside packages/. */
  get packageName(): string | undefined {
    return /^packages\/([^/]+)\//.exec(this.path)?.[1];
  }

  get program(): ESTree.Program {
    return this.#parse().program;
  }

  get comments(): Parsed["comments"] {
    return this.#parse().comments;
  }

  /** The static and dynamic imports and the exports, as the parser found them. */
  get module(): Parsed["module"] {
    return this.#parse().module;
  }

  /** The number of the line, from 1, at an offset of the text. */
  lineAt(offset: number): number {
    this.#lineStarts ??= [0, ...[...this.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const next = this.#lineStarts.findIndex((start) => start > offset);
    return next === -1 ? this.#lineStarts.length : next;
  }

  /** A file that cannot be parsed is an error, not a file without findings. */
  #parse(): Parsed {
    if (this.#parsed !== undefined) return this.#parsed;
    const parsed = parseSync(this.path, this.text);
    const [error] = parsed.errors;
    if (error !== undefined) throw new SyntaxError(`${this.path}: ${error.message}`);
    this.#parsed = parsed;
    return parsed;
  }
}
