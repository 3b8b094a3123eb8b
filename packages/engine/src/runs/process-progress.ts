import type { OutputVariable } from "../actions/action-kind.ts";

/** How a part of a step ended. */
export type UnitEnd = "Success" | "Failed";

/** What a run remembers while it waits for an answer. Saved as text, which may contain secrets. */
export class ProcessProgress {
  readonly #ends: Map<string, UnitEnd>;
  readonly #outputs: OutputVariable[];
  readonly #retries: Map<string, number>;
  readonly #pendingFailures: Map<string, string>;
  #failure: string | undefined;

  constructor(saved?: string) {
    const state = (saved === undefined ? {} : JSON.parse(saved)) as Partial<SavedProgress>;
    this.#ends = new Map(state.ends);
    this.#outputs = [...(state.outputs ?? [])];
    this.#retries = new Map(state.retries);
    this.#pendingFailures = new Map(state.doubts);
    this.#failure = state.failure;
  }

  /** The message of the first failure; undefined while there is none. */
  get failure(): string | undefined {
    return this.#failure;
  }

  get outputs(): readonly OutputVariable[] {
    return this.#outputs;
  }

  /** How a unit ended; undefined before its end. */
  endOf(unit: string): UnitEnd | undefined {
    return this.#ends.get(unit);
  }

  succeeded(unit: string): void {
    this.#ends.set(unit, "Success");
  }

  failed(unit: string, message: string): void {
    this.#ends.set(unit, "Failed");
    this.#failure ??= message;
  }

  /** How often a unit was retried. */
  retriesOf(unit: string): number {
    return this.#retries.get(unit) ?? 0;
  }

  retried(unit: string): void {
    this.#retries.set(unit, this.retriesOf(unit) + 1);
    this.#pendingFailures.delete(unit);
  }

  /** The message of a failure that waits for an answer; undefined when there is none. */
  pendingFailureOf(unit: string): string | undefined {
    return this.#pendingFailures.get(unit);
  }

  failurePending(unit: string, message: string): void {
    this.#pendingFailures.set(unit, message);
  }

  setOutput(output: OutputVariable): void {
    this.#outputs.push(output);
  }

  /** The progress as text, for the constructor. */
  save(): string {
    const state: SavedProgress = {
      ends: [...this.#ends],
      outputs: this.#outputs,
      retries: [...this.#retries],
      doubts: [...this.#pendingFailures],
      ...(this.#failure === undefined ? {} : { failure: this.#failure }),
    };
    return JSON.stringify(state);
  }
}

interface SavedProgress {
  readonly ends: readonly (readonly [string, UnitEnd])[];
  readonly outputs: readonly OutputVariable[];
  readonly retries: readonly (readonly [string, number])[];
  /** Pending failures, by the name that saved progress has always had. */
  readonly doubts: readonly (readonly [string, string])[];
  readonly failure?: string;
}
