import { useMutation, useQueryClient } from "@tanstack/react-query";
import { checkpointsQuery, ledgerQuery, proofQuery } from "../api/ledger.ts";
import type { EventResource } from "../api/resources.ts";
import {
  isSameLedger,
  type LedgerIdentity,
  rememberedLedger,
  rememberLedger,
} from "./known-ledger.ts";
import type { Verdict } from "./verdict.ts";

/** What came of verifying an event in this browser. */
export interface Verification {
  readonly verdict: Verdict;
  /** What the server says its ledger is. */
  readonly told: LedgerIdentity;
  /** Whether the server names another ledger than the one this browser knows. */
  readonly isChanged: boolean;
  /** When the checkpoint was signed by the server's clock, ISO 8601; undefined when it does not say. */
  readonly signedOn: string | undefined;
}

/**
 * Verifies an event with the key this browser knows, the one told when it knows none; a key that
 * proved something is remembered. Everything is read anew, and the ledger's code only now.
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
      const told = { origin: ledger.Origin, verifierKey: ledger.VerifierKey };
      const known = rememberedLedger(localStorage) ?? told;
      const verdict = await verifyEvent(proof, event, known);
      if (verdict.kind !== "proved")
        return { verdict, told, isChanged: !isSameLedger(known, told), signedOn: undefined };
      rememberLedger(localStorage, known);
      const checkpoints = await client.fetchQuery(checkpointsQuery());
      const signedOn = checkpoints.Items.find(({ Size }) => Size === verdict.size)?.SignedOn;
      return { verdict, told, isChanged: !isSameLedger(known, told), signedOn };
    },
  });
}
