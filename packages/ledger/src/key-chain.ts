import { LedgerError } from "./errors.ts";
import { type KeyStatement, openKeyStatement } from "./key-statement.ts";
import { formatVerifierKey, type VerifierKey } from "./keys.ts";
import type { LogIdentity, LogVerifier } from "./open-checkpoint.ts";
import { createVerifier } from "./signer.ts";

/** A key of a log, and the sizes of the trees whose checkpoints it must sign. */
export interface ChainedKey {
  readonly key: VerifierKey;
  /** The smallest size. */
  readonly from: number;
  /** The largest size; Infinity for the key that has no successor. */
  readonly to: number;
  /** The signed statement that names its successor; undefined if it has none. */
  readonly statement: string | undefined;
}

/** A statement that both of its keys signed, and its note. */
interface Link extends KeyStatement {
  readonly note: string;
}

/** Most keys of one log: a change of the key every day for years. */
export const MAX_CHAINED_KEYS = 1_000;

/**
 * The keys of a log, oldest first, starting from one that is known: statements lead from it to its
 * successors and its predecessors. Texts that are no statements, or are of other keys, have no effect.
 * KEY_AMBIGUOUS if statements of the same key name different successors or predecessors, or if a key
 * returns.
 */
export async function keyChain(
  known: VerifierKey,
  statements: readonly string[],
): Promise<readonly ChainedKey[]> {
  const opened = await openAll(statements.slice(0, 2 * MAX_CHAINED_KEYS));
  const before = walk(known, opened, "newKey", "oldKey");
  const after = walk(known, opened, "oldKey", "newKey");
  const links = [...before.toReversed(), ...after];
  const keys = [...before.toReversed().map(({ oldKey }) => oldKey), known];
  keys.push(...after.map(({ newKey }) => newKey));
  if (new Set(keys.map(formatVerifierKey)).size < keys.length) throw ambiguous(known);
  return keys.map((key, place) => ({
    key,
    from: place === 0 ? 0 : (links[place - 1]?.tree.size ?? 0) + 1,
    to: links[place]?.tree.size ?? Number.POSITIVE_INFINITY,
    statement: links[place]?.note,
  }));
}

/**
 * The identity of the log of some known keys. Keys that statements connect with the first one must sign
 * the sizes that these state; the others may sign any size. ARGUMENT_INVALID unless all keys have
 * one name; errors as for {@link keyChain}.
 */
export async function logOfKeys(
  known: readonly VerifierKey[],
  statements: readonly string[] = [],
): Promise<LogIdentity> {
  const [first, ...others] = known;
  if (first === undefined || others.some(({ name }) => name !== first.name)) {
    throw new LedgerError("ARGUMENT_INVALID", "The keys of a log must have its name.");
  }
  const chain = await keyChain(first, statements);
  const labels = new Set(chain.map(({ key }) => formatVerifierKey(key)));
  const unconnected = others.filter((key) => !labels.has(formatVerifierKey(key)));
  const unique = new Map(unconnected.map((key) => [formatVerifierKey(key), createVerifier(key)]));
  return { origin: first.name, verifiers: [...chain.map(chainedVerifier), ...unique.values()] };
}

/** The verifier of a key, for the sizes that it must sign. */
function chainedVerifier({ key, from, to }: ChainedKey): LogVerifier {
  return { ...createVerifier(key), sizes: { from, to } };
}

/** The statements from a key to its last successor or predecessor. */
function walk(
  known: VerifierKey,
  statements: readonly Link[],
  here: "oldKey" | "newKey",
  there: "oldKey" | "newKey",
): Link[] {
  const path: Link[] = [];
  let key = formatVerifierKey(known);
  while (path.length < MAX_CHAINED_KEYS) {
    const next = statements.filter((statement) => formatVerifierKey(statement[here]) === key);
    const [link] = next;
    if (link === undefined) return path;
    if (next.length > 1) throw ambiguous(link[here]);
    path.push(link);
    key = formatVerifierKey(link[there]);
  }
  throw ambiguous(known);
}

/** The statements that both of their keys signed, without repetitions. */
async function openAll(notes: readonly string[]): Promise<Link[]> {
  const opened = await Promise.all([...new Set(notes)].map(openOrNothing));
  return opened.flat();
}

async function openOrNothing(note: string): Promise<Link[]> {
  try {
    return [{ ...(await openKeyStatement(note)), note }];
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
}

function ambiguous(key: VerifierKey): LedgerError {
  const label = `${key.name}+${key.keyId}`;
  return new LedgerError("KEY_AMBIGUOUS", `The statements about the key ${label} contradict.`);
}
