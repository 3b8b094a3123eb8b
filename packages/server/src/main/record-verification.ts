import type { Trail, VerifierRound } from "@indelible/trail";
import { newestOfLedger, recordOfLedger } from "./ledger-document.ts";
import { VERIFICATION_CATEGORIES, VerificationReports } from "./verification-reports.ts";

/** Records rounds of the server's own verifier in a trail; see `VerificationReports`. */
export function verificationRecorder(trail: Trail): (round: VerifierRound) => Promise<void> {
  const reports = new VerificationReports({
    record: (category, verb) => recordOfLedger(trail, { category, verb }),
    lastRecorded: async () => (await newestOfLedger(trail, VERIFICATION_CATEGORIES, 1))[0],
  });
  return (round) => reports.take(round);
}
