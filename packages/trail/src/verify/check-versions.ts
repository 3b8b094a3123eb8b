import type { Database } from "../database/database.ts";
import { sqlFile, sqlText } from "../database/sql-file.ts";
import type { CheckContext } from "./check.ts";
import { eventIdOf } from "./event-row.ts";
import type { Finding } from "./finding.ts";
import { parseEvent } from "./parse-event.ts";
import { groupOf } from "./version-balance.ts";
import { type VersionStep, versionStepOf } from "./version-step.ts";

const PAGE_ROWS = 250;
const FETCH = { name: "", text: "fetch forward 1000 from verify_versions" };
const BODIES = sqlFile("verify-event-bodies");

/**
 * Reports documents of which an event is missing in between, or one too many. Versions are judged only
 * if all events were read and have no finding. That the stored version is the last one is checked with
 * the documents.
 */
export async function checkVersions(context: CheckContext): Promise<undefined> {
  const { connection, findings, inspection, prefix, report } = context;
  const { versions: balance } = inspection;
  if (prefix.length > 0 || findings.count > 0) return;
  await connection.script(sqlText("verify-document-versions.sql"));
  for (;;) {
    const rows = await connection.query<{ id: string; version: number }>(FETCH, []);
    for (const { id, version } of rows) balance.close(id, version);
    if (rows.length === 0) break;
  }
  const groups = balance.unbalanced();
  if (groups.size === 0) return;
  const chains = new Map<string, VersionChain>();
  for await (const [eventId, step] of stepsOf(connection)) {
    const { documentId } = step;
    if (!groups.has(groupOf(documentId))) continue;
    const chain = chains.get(documentId) ?? new VersionChain(documentId);
    chains.set(documentId, chain);
    chain.add(eventId, step);
  }
  for (const chain of chains.values()) for (const finding of chain.findings()) report(finding);
}

async function* stepsOf(connection: Database): AsyncGenerator<[string, VersionStep]> {
  for (let last = -1; ; ) {
    const rows = await connection.query<{ number: number; body: string }>(BODIES, [
      last,
      PAGE_ROWS,
    ]);
    for (const { number, body } of rows) {
      const event = parseEvent(body);
      const step = event === undefined ? undefined : versionStepOf(event);
      if (step !== undefined) yield [eventIdOf(number), step];
    }
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.number;
  }
}

/** The versions of one document. */
class VersionChain {
  readonly #documentId: string;
  /** The events that left each version and that found it. */
  readonly #left = new Map<number, string[]>();
  readonly #found = new Map<number, string[]>();

  constructor(documentId: string) {
    this.#documentId = documentId;
  }

  add(eventId: string, { from, to }: VersionStep): void {
    if (from === to) return;
    if (to !== null) this.#left.set(to, [...(this.#left.get(to) ?? []), eventId]);
    if (from !== null) this.#found.set(from, [...(this.#found.get(from) ?? []), eventId]);
  }

  /** A version that no event changed is not named in addition to the gap after it. */
  findings(): Finding[] {
    const versions = new Set([...this.#left.keys(), ...this.#found.keys()]);
    const last = Math.max(...versions);
    const counted = [...versions].map((version) => {
      const [left, found] = [this.#left.get(version) ?? [], this.#found.get(version) ?? []];
      const expected = version === last && found.length === 0 ? 1 : found.length;
      return { version, left, found, surplus: left.length - expected };
    });
    const gaps = counted.filter(({ surplus }) => surplus < 0);
    const isNamed = (count: number) => count > 1 || gaps.length === 0;
    return [
      ...gaps.map(({ version, found }) => this.#gap(version, found)),
      ...counted
        .filter(({ left, surplus }) => surplus > 0 && isNamed(left.length))
        .map(({ version, left, found }) => this.#surplus(version, left, found)),
    ];
  }

  #gap(version: number, found: readonly string[]): Finding {
    const detail = `The document ${this.#documentId} has no event of version ${version}, which ${found.join(", ")} changed.`;
    return { kind: "missing", eventId: found[0] ?? null, index: null, detail };
  }

  #surplus(version: number, left: readonly string[], found: readonly string[]): Finding {
    const eventId = left.at(-1) ?? null;
    const detail =
      found.length === 0
        ? `The document ${this.#documentId} has later versions, but no event that changed version ${version}.`
        : `The document ${this.#documentId} has ${left.length} events of version ${version}: ${left.join(", ")}.`;
    return { kind: "inserted", eventId, index: null, detail };
  }
}
