import { useQuery } from "@tanstack/react-query";
import { read } from "../../api/client.ts";
import { ledgerFiles, ledgerKeys, REFRESH_MS } from "../../api/ledger.ts";
import type { LedgerResource } from "../../model/answers/ledger.ts";
import type { CheckpointVerdict } from "../../model/ledger/checkpoint-verdict.ts";
import type { Cosignature } from "../../model/ledger/cosignature.ts";
import {
  type KeptCheckpoint,
  keepCheckpoint,
  keptCheckpoints,
} from "../../model/ledger/kept-checkpoint.ts";
import { type LedgerIdentity, storedLedger, storeLedger } from "../../model/ledger/known-ledger.ts";

/** What this browser found out about the newest checkpoint. */
export interface LedgerCheck {
  readonly verdict: CheckpointVerdict;
  readonly cosignatures: readonly Cosignature[];
  /** The newest signed note; undefined if the server has none. */
  readonly note: string | undefined;
  /** The checkpoint that this browser kept before. */
  readonly kept: KeptCheckpoint | undefined;
}

/**
 * Verifies the newest checkpoint and its cosignatures in this browser while a page shows them, and
 * keeps the checkpoint unless it contradicts the one kept before. The code of the ledger is only
 * loaded here.
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
  // Read before the request: another tab may keep a newer checkpoint in the meantime.
  const all = keptCheckpoints(localStorage);
  const [resource, { checkCheckpoint }, { checkCosignatures }] = await Promise.all([
    read<LedgerResource>("/api/ledger", signal),
    import("../../model/ledger/check-checkpoint.ts"),
    import("../../model/ledger/check-cosignatures.ts"),
  ]);
  const ledger = knownLedger(resource);
  const note = resource.Checkpoint?.Note;
  const kept = all.get(ledger.origin);
  const verdict = await checkCheckpoint({ note, ledger, kept, files: ledgerFiles(signal) });
  if (verdict.kind === "consistent" && note !== undefined) remember(ledger, kept, note);
  const cosignatures =
    note === undefined ? [] : await checkCosignatures(note, resource.Witnesses ?? []);
  return { verdict, cosignatures, note, kept };
}

function knownLedger({ Origin, VerifierKey }: LedgerResource): LedgerIdentity {
  return storedLedger(localStorage) ?? { origin: Origin, verifierKey: VerifierKey };
}

function remember(ledger: LedgerIdentity, kept: KeptCheckpoint | undefined, note: string): void {
  storeLedger(localStorage, ledger);
  const { origin, verifierKey } = ledger;
  keepCheckpoint(localStorage, origin, kept, { note, verifierKey });
}
