import { ExecutionError } from "./execution-error.ts";

/**
 * The longest output of a shell's start-up files before the supervisor answers, in UTF-16 code
 * units.
 */
const PREAMBLE_MAX = 65_536;
const REASON_MAX = 500;

/** The supervisor's first answer: whether the script was started. docs/formats/scripts.md */
export class SupervisorAnswer {
  readonly #pattern: RegExp;
  #preamble = "";
  #word = "";
  #detail = "";

  /** @param token the secret that only the supervisor was given; letters and digits */
  constructor(token: string) {
    this.#pattern = new RegExp(`\n${token} (\\w+) ?([^\n]*)\n`);
  }

  /** Reads output of the supervisor; returns the part that is output of the script. */
  outputIn(text: string): string {
    if (this.#word !== "") return text;
    this.#preamble += text;
    const found = this.#pattern.exec(this.#preamble);
    if (found === null) {
      this.#preamble = this.#preamble.slice(-PREAMBLE_MAX);
      return "";
    }
    const [line, word = "", detail = ""] = found;
    this.#word = word;
    this.#detail = detail.slice(0, REASON_MAX);
    return this.#preamble.slice(found.index + line.length);
  }

  /**
   * ExecutionError unless the script was started.
   *
   * @param place the machine, for error messages
   * @param exitCode the exit code of the supervisor
   */
  requireStarted(place: string, exitCode: number): void {
    if (this.#word === "started") return;
    if (this.#word === "missing") {
      const message = `${place} has no ${this.#detail}, which this script needs.`;
      throw new ExecutionError("no-interpreter", message);
    }
    if (this.#word === "failed") {
      const message = `${place} could not store the script's files: ${this.#detail}`;
      throw new ExecutionError("transfer", message);
    }
    // The exit code of all shells for a program that they do not find.
    if (exitCode === 127) {
      throw new ExecutionError("no-interpreter", `${place} has no bash, which all scripts need.`);
    }
    const message = `${place} ended its shell with code ${exitCode} before the script started.`;
    throw new ExecutionError("lost", message);
  }
}
