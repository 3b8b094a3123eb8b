import {
  checkInclusion,
  createVerifier,
  hashLeaf,
  LedgerError,
  openCheckpoint,
  parseTlogProof,
  sha256,
} from "@indelible/ledger";
import { isObject, type JsonObject } from "@indelible/trail/pure";
import type { ProofResource } from "../../model/answers/ledger.ts";
import type { EventResource } from "../../model/answers/resources.ts";
import type { LedgerIdentity } from "./known-ledger.ts";
import { shownDifferences } from "./shown-differences.ts";
import { broken, type Proved, type Verdict } from "./verdict.ts";

/**
 * Checks the proof of an event against a ledger's key and name, then the proved event against the
 * one that the page shows. Of the server's answers only the signed data is trusted.
 */
export async function verifyEvent(
  { Event, Proof }: ProofResource,
  shown: EventResource,
  ledger: LedgerIdentity,
): Promise<Verdict> {
  try {
    const proved = await proveInclusion(Event, Proof, ledger);
    return compareWithPage(proved, Event, shown);
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
  { origin, verifierKey }: LedgerIdentity,
): Promise<Proved> {
  const { index, hashes, checkpoint: signed } = parseTlogProof(proofText);
  const verifiers = [createVerifier(verifierKey)];
  const { checkpoint, note } = await openCheckpoint(signed, { origin, verifiers });
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

function compareWithPage(proved: Proved, event: string, shown: EventResource): Verdict {
  const recorded = parseEvent(event);
  if (!recorded) return broken("EVENT_UNREADABLE", "The proved text is not the JSON of an event.");
  const differing = shownDifferences(recorded, shown);
  if (differing.length > 0)
    return broken("EVENT_DIFFERS_FROM_PAGE", `It differs in ${differing.join(", ")}.`);
  if (typeof shown.LedgerIndex === "number" && shown.LedgerIndex !== proved.index) {
    const detail = `The page says entry ${shown.LedgerIndex}, the proof entry ${proved.index}.`;
    return broken("INDEX_DIFFERS_FROM_PAGE", detail);
  }
  return proved;
}

function parseEvent(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
