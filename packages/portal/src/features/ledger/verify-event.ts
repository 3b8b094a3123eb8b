import {
  checkInclusion,
  hashLeaf,
  LedgerError,
  openCheckpoint,
  parseTlogProof,
  sha256,
} from "@indelible/ledger";
import {
  disclosed,
  isKnownFormat,
  isObject,
  type JsonObject,
  readEvent,
  unknownFormat,
} from "@indelible/trail/pure";
import type { PersonalResource, ProofResource } from "../../model/answers/ledger.ts";
import type { EventResource } from "../../model/answers/resources.ts";
import type { LedgerIdentity } from "../../model/ledger/known-ledger.ts";
import { logOfLedger } from "../../model/ledger/log-of-ledger.ts";
import { shownDifferences } from "./shown-differences.ts";
import { broken, type Proved, type Verdict } from "./verdict.ts";

/**
 * Checks the proof of an event against a ledger's key and name, then the proved event against the
 * one that the page shows. A value of a personal member must match its commitment in the event. Of the server's answers only the signed data is trusted.
 */
export async function verifyEvent(
  { Event, Proof, Personal }: ProofResource,
  shown: EventResource,
  ledger: LedgerIdentity,
): Promise<Verdict> {
  try {
    const proved = await proveInclusion(Event, Proof, ledger);
    return compareWithPage(proved, Event, Personal ?? {}, shown);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    if (error.code === "CRYPTO_UNAVAILABLE") return { kind: "unavailable" };
    return broken(error.code, error.message);
  }
}

/** The ledger's entry is the SHA-256 of the event's canonical bytes. */
async function proveInclusion(
  event: string,
  proofText: string,
  ledger: LedgerIdentity,
): Promise<Proved> {
  const { index, hashes, checkpoint: signed } = parseTlogProof(proofText);
  const { checkpoint, note } = await openCheckpoint(signed, await logOfLedger(ledger));
  const leafHash = hashLeaf(sha256(new TextEncoder().encode(event)));
  checkInclusion({ index, leafHash, proof: hashes, tree: checkpoint });
  const [signature] = note.verified;
  return {
    kind: "proved",
    index,
    size: checkpoint.size,
    signedBy: signature ? `${signature.name}+${signature.keyId}` : "",
    otherSignatures: note.unverified.length,
  };
}

function compareWithPage(
  proved: Proved,
  text: string,
  values: PersonalResource,
  shown: EventResource,
): Verdict {
  const event = parseEvent(text);
  if (!event) return broken("EVENT_UNREADABLE", "The proved text is not the JSON of an event.");
  if (!isKnownFormat(event.Format)) return broken("EVENT_FORMAT_UNKNOWN", unknownFormat(event));
  const recorded = withValues(text, values);
  const differing = shownDifferences(recorded, shown);
  if (differing.length > 0)
    return broken("EVENT_DIFFERS_FROM_PAGE", `It differs in ${differing.join(", ")}.`);
  if (typeof shown.LedgerIndex === "number" && shown.LedgerIndex !== proved.index) {
    const detail = `The page says entry ${shown.LedgerIndex}, the proof entry ${proved.index}.`;
    return broken("INDEX_DIFFERS_FROM_PAGE", detail);
  }
  return proved;
}

/** The event with the values of its personal members that match their commitments. */
function withValues(text: string, values: PersonalResource): JsonObject {
  const entries = Object.entries(values).map(([member, { Salt, Value }]) => {
    return [member, { salt: Salt, value: Value }] as const;
  });
  const event = disclosed(readEvent(text), Object.fromEntries(entries), sha256Hex);
  return JSON.parse(JSON.stringify(event));
}

function sha256Hex(text: string): string {
  const hash = sha256(new TextEncoder().encode(text));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parseEvent(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
