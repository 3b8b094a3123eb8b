import { useMutation, useQueryClient } from "@tanstack/react-query";
import { checkpointsQuery, ledgerQuery, proofQuery } from "../../api/ledger.ts";
import type { EventResource } from "../../model/answers/resources.ts";
import { type LedgerIdentity, storedLedger, storeLedger } from "./known-ledger.ts";
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
}

/**
 * Verifies an event with the key that this browser has stored, or the server's key if there is none.
 * After a successful verification the key is stored. Everything is read again, and the code of the ledger
 * is only loaded here.
 */
export function useVerification(event: EventResource) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<Verification> => {
      const [proof, ledger, { verifyEvent }] = await Promise.all([
        client.fetchQuery(proofQuery(event.Id)),
        client.fetchQuery(ledgerQuery()),
        import("./verify-event.ts"),
      ]);
      const reported = { origin: ledger.Origin, verifierKey: ledger.VerifierKey };
      const known = storedLedger(localStorage) ?? reported;
      const verdict = await verifyEvent(proof, event, known);
      if (verdict.kind !== "proved") return { verdict, known, reported, signedOn: undefined };
      storeLedger(localStorage, known);
      const checkpoints = await client.fetchQuery(checkpointsQuery());
      const signedOn = checkpoints.Items.find(({ Size }) => Size === verdict.size)?.SignedOn;
      return { verdict, known, reported, signedOn };
    },
  });
}
