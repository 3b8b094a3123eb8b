import type { CheckpointResource, LedgerResource } from "../model/answers/ledger.ts";

/** A checkpoint of a ledger with `Size` entries, signed two hours before the time of tests. */
export function sampleCheckpoint(Size: number): CheckpointResource {
  return {
    Size,
    RootHash: `root-${Size}`,
    SignedOn: "2026-11-22T10:00:00.000Z",
    Note: `indelible/test\n${Size}\nroot-${Size}\n`,
  };
}

/** A ledger of 1,200 entries with nothing waiting. */
export const LEDGER: LedgerResource = {
  Origin: "indelible/test",
  VerifierKey: "indelible/test+00000000+AAAA",
  Checkpoint: sampleCheckpoint(1_200),
  WaitingEvents: 0,
  WaitingSince: null,
};
