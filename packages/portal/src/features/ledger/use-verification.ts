import { useMutation, useQueryClient } from "@tanstack/react-query";
import { checkpointsQuery, ledgerQuery, proofQuery } from "../../api/ledger.ts";
import type { EventResource } from "../../model/answers/resources.ts";
import { keptCheckpoints } from "../../model/ledger/kept-checkpoint.ts";
import { type LedgerIdentity, storedLedger } from "../../model/ledger/known-ledger.ts";
import { type ComparedCheckpoint, compareCheckpoint } from "./compare-checkpoint.ts";
import type { Verdict } from "./verdict.ts";

/** What came of verifying an event in this browser. */
export interface Verification {
  readonly verdict: Verdict;
  /** The ledger it was verified against: the one this browser knows, if it knows one. */
  readonly known: LedgerIdentity;
  /** The identity that the server reports. */
  readonly reported: LedgerIdentity;
  /** When the checkpoint was signed by the server's clock, ISO 8601; undefined when it does not say. */
  readonly signedOn: string | undefined;
  /** How its checkpoint compares with the one that this browser kept; undefined if not proved. */
  readonly compared: ComparedCheckpoint | undefined;
}

/** Limit of the time for reading the tiles, in ms. */
const COMPARE_MS = 30_000;

/**
 * Verifies an event with the key that this browser has stored, or the server's key if there is none.
 * After a successful verification the key and the checkpoint are stored. Everything is read again, and the code of the ledger
 * is only loaded here.
 */
export function useVerification(event: EventResource) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<Verification> => {
      const before = keptCheckpoints(localStorage);
      const [proof, ledger, { verifyEvent }, { noteOfProof }, { followKey }] = await Promise.all([
        client.fetchQuery(proofQuery(event.Id)),
        client.fetchQuery(ledgerQuery()),
        import("./verify-event.ts"),
        import("../../model/ledger/check-checkpoint.ts"),
        import("../../model/ledger/log-of-ledger.ts"),
      ]);
      const reported = { origin: ledger.Origin, verifierKey: ledger.VerifierKey };
      const statements = ledger.KeyStatements ?? [];
      const known = await followKey({ ...(storedLedger(localStorage) ?? reported), statements });
      const verdict = await verifyEvent(proof, event, known);
      const unproved = { verdict, known, reported, signedOn: undefined, compared: undefined };
      if (verdict.kind !== "proved") return unproved;
      const note = noteOfProof(proof.Proof);
      const signal = AbortSignal.timeout(COMPARE_MS);
      const compared = await compareCheckpoint(note, known, before, signal);
      const checkpoints = await client.fetchQuery(checkpointsQuery());
      const signedOn = checkpoints.Items.find(({ Size }) => Size === verdict.size)?.SignedOn;
      return { verdict, known, reported, signedOn, compared };
    },
  });
}
