import { useQuery } from "@tanstack/react-query";
import { read } from "../../api/client.ts";
import { ledgerKeys, REFRESH_MS } from "../../api/ledger.ts";
import type { LedgerResource } from "../../model/answers/ledger.ts";
import type { Cosignature } from "../../model/ledger/cosignature.ts";
import { keptCheckpoints } from "../../model/ledger/kept-checkpoint.ts";
import { type LedgerIdentity, storedLedger } from "../../model/ledger/known-ledger.ts";
import { type ComparedCheckpoint, compareCheckpoint } from "./compare-checkpoint.ts";

/** What this browser found out about the newest checkpoint. */
export interface LedgerCheck extends ComparedCheckpoint {
  readonly cosignatures: readonly Cosignature[];
  /** The ledger that this browser knows, with the key that replaced the stored one, if one did. */
  readonly known: LedgerIdentity;
}

/**
 * Verifies the newest checkpoint and its cosignatures in this browser while a page shows them. The
 * code of the ledger is loaded on demand.
 */
export function useLedgerCheck() {
  return useQuery({
    queryKey: ledgerKeys.check(),
    queryFn: ({ signal }) => checkLedger(signal),
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });
}

async function checkLedger(signal: AbortSignal): Promise<LedgerCheck> {
  const before = keptCheckpoints(localStorage);
  const [resource, { checkCosignatures }, { followKey }] = await Promise.all([
    read<LedgerResource>("/api/ledger", signal),
    import("../../model/ledger/check-cosignatures.ts"),
    import("../../model/ledger/log-of-ledger.ts"),
  ]);
  const { Checkpoint, Witnesses = [], KeyStatements: statements = [] } = resource;
  const reported = { origin: resource.Origin, verifierKey: resource.VerifierKey };
  const known = { ...(storedLedger(localStorage) ?? reported), statements };
  const ledger = await followKey(known);
  const compared = await compareCheckpoint(Checkpoint?.Note, ledger, before, signal);
  const cosignatures = Checkpoint ? await checkCosignatures(Checkpoint.Note, Witnesses) : [];
  return { ...compared, cosignatures, known: ledger };
}
