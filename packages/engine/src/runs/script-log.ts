import type { OutputChunk, ServiceMessage } from "@indelible/execution";
import { type OutputItem, ScriptOutput } from "@indelible/execution";
import type { OutputVariable } from "../actions/action-kind.ts";
import type { LogCategory } from "../ports/task-log-rows.ts";
import type { Activity } from "../tasks/task-log.ts";

/** What scripts write beyond text. docs/formats/scripts.md */
const HANDLERS: Readonly<Record<string, (log: ScriptLog, message: ServiceMessage) => void>> = {
  setVariable: (log, message) => log.setVariable(message),
  resultMessage: (log, message) => log.setFailure(message),
  mask: (log, message) => log.addMask(message),
};

/** Brings what a script prints into the log of its task, and keeps what it told the server. */
export class ScriptLog {
  readonly #activity: Activity;
  readonly #addSecret: (secret: string) => void;
  readonly #output = new ScriptOutput();
  readonly #variables: OutputVariable[] = [];
  #failure: string | undefined;
  #warned = false;

  constructor(activity: Activity, addSecret: (secret: string) => void) {
    this.#activity = activity;
    this.#addSecret = addSecret;
  }

  /** The variables that the script set, by their own names. */
  get variables(): readonly OutputVariable[] {
    return this.#variables;
  }

  /** Why the script says that it failed; undefined when it does not. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Whether it warned of something. */
  get hasWarnings(): boolean {
    return this.#warned;
  }

  /** Takes a piece of output; resolves when the log has room for more. */
  async write(chunk: OutputChunk): Promise<void> {
    await this.#take(this.#output.feed(chunk));
  }

  /** Takes what was held back, when the script has ended. */
  async end(): Promise<void> {
    await this.#take(this.#output.end());
    this.#activity.flush();
  }

  setVariable({ attributes }: ServiceMessage): void {
    const [name = "", value = ""] = [attributes.get("name"), attributes.get("value")];
    const isSensitive = attributes.get("sensitive")?.toLowerCase() === "true";
    if (isSensitive) this.#addSecret(value);
    if (name !== "") this.#variables.push({ name, value, isSensitive });
  }

  addMask({ attributes }: ServiceMessage): void {
    this.#addSecret(attributes.get("value") ?? "");
  }

  setFailure({ attributes }: ServiceMessage): void {
    this.#failure = attributes.get("message") || "The script said that it failed.";
  }

  async #take(items: readonly OutputItem[]): Promise<void> {
    for (const item of items) {
      if ("message" in item) {
        HANDLERS[item.message.name]?.(this, item.message);
        continue;
      }
      this.#warned ||= item.level === "Warning";
      await this.#activity.write(categoryOf(item.level), `${item.line}\n`);
    }
  }
}

function categoryOf(level: Extract<OutputItem, { line: string }>["level"]): LogCategory {
  return level === "Wait" ? "Info" : level;
}
