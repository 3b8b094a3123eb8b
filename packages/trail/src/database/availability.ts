import type { TrailError } from "../errors.ts";

/** The database became unavailable, for the reason given, or is available again. */
export type AvailabilityChange = TrailError | "available";

/** Successful statements in a row after which the database counts as available again. */
const RECOVERED_AFTER = 10;

/**
 * Follows whether the database can be used, and reports changes only: an outage is two reports, not
 * one for each statement that failed. A few statements that succeed between others that fail, as
 * when connections run out, do not end an outage.
 */
export class Availability {
  readonly #onChange: (change: AvailabilityChange) => void;
  /** Successes that are still needed; 0 when the database is available. */
  #needed = 0;

  constructor(onChange: (change: AvailabilityChange) => void) {
    this.#onChange = onChange;
  }

  succeeded(): void {
    if (this.#needed === 0) return;
    this.#needed -= 1;
    if (this.#needed === 0) this.#onChange("available");
  }

  failed(reason: TrailError): void {
    const wasAvailable = this.#needed === 0;
    this.#needed = RECOVERED_AFTER;
    if (wasAvailable) this.#onChange(reason);
  }
}
