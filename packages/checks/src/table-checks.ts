import type { RowMacs, TableCheck } from "@indelible/trail";
import { checkCertificateWarnings } from "./check-certificate-warnings.ts";
import { checkPackages } from "./check-packages.ts";
import { checkPastProjects } from "./check-past-projects.ts";
import { checkScheduleRuns } from "./check-schedule-runs.ts";
import { checkSnapshots } from "./check-snapshots.ts";
import { checkTaskRows } from "./check-task-rows.ts";
import { taskCheck } from "./check-tasks.ts";

/** What the checks of the server's tables need. */
export interface TableCheckOptions {
  /** Computes the codes of rows (a `Sealer`); undefined without the master key. */
  readonly macs: RowMacs | undefined;
  /** The present time. */
  readonly now: Date;
}

/** The checks of the tables of the schema `server`, for `verifyTrail`. */
export function tableChecks({ macs, now }: TableCheckOptions): readonly TableCheck[] {
  return [
    taskCheck(macs),
    checkTaskRows(macs),
    checkPackages,
    checkSnapshots,
    checkPastProjects,
    checkCertificateWarnings,
    checkScheduleRuns(now),
  ];
}
