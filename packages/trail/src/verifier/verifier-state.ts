import { formatHash, parseHash, type RightEdge } from "@indelible/ledger";
import { isObject, type Json } from "../json/json.ts";
import type { RowMacs } from "../secrets/row-macs.ts";
import type { FindingKind } from "../verify/finding.ts";

/** Findings that a state keeps of a round; the rest is only counted. */
export const FINDINGS_KEPT = 20;

/** A finding as a state keeps it: kind, event or null, entry or null, and a sentence. */
export type KeptFinding = readonly [FindingKind, string | null, number | null, string];

/** What a round found so far. */
export interface RoundFindings {
  readonly count: number;
  /** The first of them. */
  readonly kept: readonly KeptFinding[];
}

/** A completed round over the ledger. Times are ISO 8601. */
export interface CompletedRound {
  /** Entries verified, and the root over them in Base64. */
  readonly size: number;
  readonly root: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly findings: RoundFindings;
}

/** A round in progress. */
export interface CurrentRound {
  readonly startedAt: string;
  /** Entries to verify: those under the newest checkpoint when the round started. */
  readonly size: number;
  /** Entries verified, always full tiles until the end, and the right edge over their tiles. */
  readonly tiles: RightEdge;
  readonly index: number;
  /** The root over all entries in Base64; null until they are verified. */
  readonly root: string | null;
  /** Index terms of the verified entries. */
  readonly terms: number;
  readonly findings: RoundFindings;
}

/** How far the verification in the background is. */
export interface VerifierState {
  readonly current: CurrentRound | null;
  readonly last: CompletedRound | null;
}

/** Before the first round. */
export const NO_STATE: VerifierState = { current: null, last: null };

const FORMAT = "indelible-verifier/2";

/** A state as text with a code (MAC) that only the installation's keys can produce. */
export function formatState(origin: string, state: VerifierState, macs: RowMacs): string {
  const content = { Format: FORMAT, Origin: origin, State: JSON.stringify(stored(state)) };
  return `${JSON.stringify({ ...content, Mac: macs.mac("verified", content) })}\n`;
}

/** The state in a text; that before the first round unless these keys produced it for this log. */
export function openState(text: string | undefined, origin: string, macs: RowMacs): VerifierState {
  const value = parsed(text ?? "");
  if (!isObject(value) || typeof value.State !== "string") return NO_STATE;
  const { Format, Origin, State, Mac } = value;
  const isOurs = Format === FORMAT && Origin === origin;
  if (!isOurs || !macs.hasMac("verified", { Format, Origin, State }, Mac)) return NO_STATE;
  // Only `formatState` has the keys, so this is what it wrote.
  const state: StoredState = JSON.parse(State);
  return { current: state.current && currentOf(state.current), last: state.last };
}

/** A state with hashes in Base64. */
interface StoredState {
  readonly current: StoredRound | null;
  readonly last: CompletedRound | null;
}

interface StoredRound extends Omit<CurrentRound, "tiles"> {
  readonly tiles: { readonly size: number; readonly hashes: readonly string[] };
}

function stored({ current, last }: VerifierState): StoredState {
  return { current: current && storedRound(current), last };
}

function storedRound({ tiles, ...round }: CurrentRound): StoredRound {
  return { ...round, tiles: { size: tiles.size, hashes: tiles.hashes.map(formatHash) } };
}

function currentOf({ tiles, ...round }: StoredRound): CurrentRound {
  const hashes = tiles.hashes.flatMap((hash) => parseHash(hash) ?? []);
  return { ...round, tiles: { size: tiles.size, hashes } };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
