import { serverNodeId } from "@indelible/domain";
import type { Trail, Witnesses } from "@indelible/trail";
import { newestOfLedger, recordedAlarms, recordOfLedger } from "./ledger-document.ts";
import { QuorumReports } from "./quorum-reports.ts";
import { WitnessAlarm } from "./witness-alarm.ts";

/** Dependencies of `witnessRounds`. */
export interface WitnessRoundsOptions {
  readonly trail: Trail;
  readonly witnesses: Witnesses;
  readonly clock: () => Date;
  /** The name of this server. */
  readonly node: string;
}

/**
 * A round that shows the newest checkpoint to the witnesses, and records what became of the quorum
 * and of alarms. It fails if the database cannot be read or written.
 */
export function witnessRounds(options: WitnessRoundsOptions): () => Promise<void> {
  const { trail, witnesses, node } = options;
  const relatedIds = [serverNodeId(node)];
  const alarm = new WitnessAlarm({
    record: (category, verb) => recordOfLedger(trail, { category, verb, relatedIds }),
    recordedAlarms: () => recordedAlarms(trail),
  });
  const quorum = new QuorumReports({
    ...options,
    record: (category, verb) => recordOfLedger(trail, { category, verb, relatedIds }),
    isRecordedAsLost: async () => {
      const categories = ["WitnessQuorumLost", "WitnessQuorumRegained"] as const;
      const [newest] = await newestOfLedger(trail, categories, 1, relatedIds);
      return newest?.Category === "WitnessQuorumLost";
    },
  });
  return async () => {
    await witnesses.submitNewest();
    await alarm.take(witnesses.status());
    await quorum.take(witnesses.answering, witnesses.status());
  };
}
