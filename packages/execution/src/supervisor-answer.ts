import { ExecutionError } from "./execution-error.ts";

/** The most that a shell's start-up files may print before the supervisor answers. */
const PREAMBLE_MAX = 65_536;
const REASON_MAX = 500;

/** The first thing a supervisor says: whether the script runs. docs/formats/scripts.md */
export class SupervisorAnswer {
  readonly #pattern: RegExp;
  #preamble = "";
  #word = "";
  #detail = "";

  /** @param token what the supervisor was told and nobody else knows; letters and digits */
  constructor(token: string) {
    this.#pattern = new RegExp(`\n${token} (\\w+) ?([^\n]*)\n`);
  }

  /** Takes what the supervisor prints; returns what of it is output of the script. */
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
   * Fails unless the script was started.
   *
   * @param place the machine, as the subject of a sentence
   * @param exitCode the supervisor's
   */
  requireStarted(place: string, exitCode: number): void {
    if (this.#word === "started") return;
    if (this.#word === "missing") {
      const message = `${place} has no ${this.#detail}, which this script needs.`;
      throw new ExecutionError("no-interpreter", message);
    }
    if (this.#word === "failed") {
      const message = `${place} could not be given the script's files: ${this.#detail}`;
      throw new ExecutionError("transfer", message);
    }
    // What every shell answers for a program that it does not find.
    if (exitCode === 127) {
      throw new ExecutionError("no-interpreter", `${place} has no bash, which every script needs.`);
    }
    const message = `${place} ended its shell with code ${exitCode} before the script started.`;
    throw new ExecutionError("lost", message);
  }
}
