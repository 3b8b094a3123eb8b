import type { VerifierState } from "@indelible/trail";
import { gauge } from "./metric.ts";

/** The metrics of the verification in the background; the first two only after its first round. */
export function verificationMetrics({ current, last }: VerifierState, now: Date): string[] {
  const ofLast =
    last === null
      ? []
      : [
          gauge(
            "indelible_verified_entries",
            "Entries of the ledger that the last completed verification covered.",
            last.size,
          ),
          gauge(
            "indelible_verification_age_seconds",
            "Time since the end of the last completed verification.",
            Math.max(0, now.getTime() - Date.parse(last.endedAt)) / 1000,
          ),
        ];
  return [
    ...ofLast,
    gauge(
      "indelible_verification_position",
      "Entries that the current verification has covered; 0 between two of them.",
      current?.index ?? 0,
    ),
    gauge(
      "indelible_verification_findings",
      "Problems that the current and the last completed verification found.",
      (current?.findings.count ?? 0) + (last?.findings.count ?? 0),
    ),
  ];
}
