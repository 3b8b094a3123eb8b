import type { Finding } from "./finding.ts";
import { FINDINGS_MAX } from "./finding.ts";

/** An event or a place in the ledger that lost the other. */
export interface Stray {
  readonly eventId: string | null;
  readonly index: number | null;
  /** The digest that the ledger holds for it, in hexadecimal; null for an event without a place. */
  readonly expected: string | null;
  /** The digest of the bytes that are there; null when the event is gone. */
  readonly actual: string | null;
  /** What to report unless its other half is found. */
  readonly alone: Finding;
}

/**
 * Tells events that are in each other's place from events that were changed: the bytes of one have
 * the digest that the ledger holds for the other. Looks at the first FINDINGS_MAX strays only.
 */
export class Pairing {
  readonly #strays: Stray[] = [];
  readonly #rest: (finding: Finding) => void;

  /** `rest` receives the findings of strays beyond those that are looked at. */
  constructor(rest: (finding: Finding) => void) {
    this.#rest = rest;
  }

  add(stray: Stray): void {
    if (this.#strays.length < FINDINGS_MAX) this.#strays.push(stray);
    else this.#rest(stray.alone);
  }

  /** The findings, one for each event. A pair is reported as a moved or renumbered event. */
  findings(): Finding[] {
    const wanted = byDigest(this.#strays, "expected");
    const present = byDigest(this.#strays, "actual");
    return this.#strays.flatMap((stray) => {
      const home = stray.actual === null ? undefined : wanted.get(stray.actual);
      const content = stray.expected === null ? undefined : present.get(stray.expected);
      return resolved(stray, home, content);
    });
  }
}

function byDigest(strays: readonly Stray[], which: "expected" | "actual"): Map<string, Stray> {
  return new Map(strays.flatMap((stray) => (stray[which] ? [[stray[which], stray]] : [])));
}

function resolved(stray: Stray, home: Stray | undefined, content: Stray | undefined): Finding[] {
  if (stray.index === null) return home === undefined ? [stray.alone] : [];
  if (stray.actual === null && content !== undefined) return [renumbered(stray, content)];
  if (home === undefined) return [stray.alone];
  const detail = `${stray.eventId} holds what the ledger has as ${home.eventId}, entry ${home.index}.`;
  return [{ kind: "reordered", eventId: stray.eventId, index: stray.index, detail }];
}

/** The event is there, but it and its place no longer name each other. */
function renumbered({ index, eventId }: Stray, content: Stray): Finding {
  const detail = `Entry ${index} names ${eventId}, but its event is stored as ${content.eventId}.`;
  return { kind: "changed", eventId, index, detail };
}
