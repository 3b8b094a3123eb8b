import type { OutputChunk, ServiceMessage } from "@indelible/execution";
import { type OutputItem, ScriptOutput } from "@indelible/execution";
import type { OutputVariable } from "../actions/action-kind.ts";
import type { LogCategory } from "../ports/task-log-rows.ts";
import type { Activity } from "../tasks/task-log.ts";

/** The service messages that scripts can print. docs/formats/scripts.md */
const HANDLERS: Readonly<Record<string, (log: ScriptLog, message: ServiceMessage) => void>> = {
  setVariable: (log, message) => log.setVariable(message),
  resultMessage: (log, message) => log.setFailure(message),
  mask: (log, message) => log.addMask(message),
};

/** Writes the output of a script to the log of its task, and reads the service messages in it. */
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

  /** The variables that the script set, by the names that it gave them. */
  get variables(): readonly OutputVariable[] {
    return this.#variables;
  }

  /** The failure message that the script reported; undefined when it reported none. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Whether it printed a warning. */
  get hasWarnings(): boolean {
    return this.#warned;
  }

  /** Writes a piece of output; resolves when the log can accept more. */
  async write(chunk: OutputChunk): Promise<void> {
    await this.#take(this.#output.feed(chunk));
  }

  /** Writes the buffered rest, when the script has ended. */
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
    this.#failure = attributes.get("message") || "The script reported a failure.";
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
