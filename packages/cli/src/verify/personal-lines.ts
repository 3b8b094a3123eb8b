import type { Finding, PersonalValue } from "@indelible/trail";
import { EXPORT_FILES } from "../export-files.ts";

/** A line of personal.jsonl (docs/formats/export.md); all texts are empty if it is not one. */
interface PersonalLine extends PersonalValue {
  readonly eventId: string;
  readonly member: string;
}

/**
 * The values of personal members of an export, read while its events are read. Both files are in the
 * order of the ledger, so that memory use is constant.
 */
export class PersonalLines {
  readonly #lines: AsyncGenerator<string, undefined>;
  #next: IteratorResult<string, undefined> | undefined;

  /** @param lines those of personal.jsonl */
  constructor(lines: AsyncGenerator<string, undefined>) {
    this.#lines = lines;
  }

  /** The values of the next event, given its id; null for a line that is not an event. */
  async take(eventId: string | null): Promise<PersonalLine[]> {
    const taken: PersonalLine[] = [];
    for (;;) {
      const line = await this.#peek();
      if (line === undefined || line.eventId !== eventId) return taken;
      taken.push(line);
      this.#next = undefined;
    }
  }

  /** A finding for the first line that is for none of the events in their order, if there is one. */
  async rest(): Promise<Finding[]> {
    const line = await this.#peek();
    if (line === undefined) return [];
    const detail = `${EXPORT_FILES.personal} has a line for an event that is not there, or lines in another order than the events.`;
    return [{ kind: "inserted", eventId: line.eventId || null, index: null, detail }];
  }

  /** Closes the file. */
  async close(): Promise<void> {
    await this.#lines.return(undefined);
  }

  async #peek(): Promise<PersonalLine | undefined> {
    this.#next ??= await this.#lines.next();
    return this.#next.value === undefined ? undefined : parseLine(this.#next.value);
  }
}

function parseLine(text: string): PersonalLine {
  const { EventId = "", Member = "", Salt = "", Value = "" } = membersOf(text);
  return { eventId: EventId, member: Member, salt: Salt, value: Value };
}

function membersOf(text: string): { readonly [name: string]: string } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
