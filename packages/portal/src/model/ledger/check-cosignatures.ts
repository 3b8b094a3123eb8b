import {
  cosignatureTime,
  createVerifier,
  LedgerError,
  openNote,
  parseNote,
  parseVerifierKey,
} from "@indelible/ledger";
import type { WitnessResource } from "../answers/ledger.ts";
import type { Cosignature } from "./cosignature.ts";

/**
 * Verifies the cosignatures of a signed note with the reported keys of the witnesses. Without a
 * reported key, a signature that is not the log's counts as not verified. All of them are not
 * verified if the browser does not support Ed25519.
 */
export async function checkCosignatures(
  note: string,
  witnesses: readonly WitnessResource[],
): Promise<Cosignature[]> {
  return Promise.all(witnesses.map((witness) => checkCosignature(note, witness)));
}

async function checkCosignature(
  note: string,
  { Name, VerifierKey }: WitnessResource,
): Promise<Cosignature> {
  if (!VerifierKey) return withoutKey(note, Name);
  try {
    const key = parseVerifierKey(VerifierKey);
    if (key.type !== "cosignature")
      return notVerified(Name, "The reported key is not a witness's.");
    const { verified } = await openNote(note, [createVerifier(key)]);
    const seconds = verified[0] && cosignatureTime(verified[0].signature);
    const signedOn = seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
    return { witness: Name, state: "verified", detail: "", signedOn };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    if (error.code === "SIGNATURE_MISSING") return none(Name);
    return notVerified(Name, error.message);
  }
}

function withoutKey(note: string, witness: string): Cosignature {
  const [, ...others] = parseNote(note).signatures;
  if (others.length === 0) return none(witness);
  return notVerified(witness, "The server does not report the key of this witness.");
}

function none(witness: string): Cosignature {
  return { witness, state: "none", detail: "", signedOn: undefined };
}

function notVerified(witness: string, detail: string): Cosignature {
  return { witness, state: "not-verified", detail, signedOn: undefined };
}
