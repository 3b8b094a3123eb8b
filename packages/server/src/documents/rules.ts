import { certificateRules } from "../certificates/certificate-rules.ts";
import { deploymentRules } from "../deployments/deployment-rules.ts";
import { scopedUserRoleRules, userRoleRules } from "../identity/role-rules.ts";
import { spaceRules } from "../identity/space-rules.ts";
import { teamRules } from "../identity/team-rules.ts";
import { userRules } from "../identity/user-rules.ts";
import { interruptionRules } from "../interruptions/responsibility.ts";
import { feedRules } from "../packages/feed-rules.ts";
import { packageRules } from "../packages/package-rules.ts";
import { runbookRunRules } from "../runbooks/runbook-run-rules.ts";
import type { SnapshotTools } from "../snapshots/snapshots.ts";
import type { DocumentRules } from "./document-rules.ts";
import { machinePolicyRules, machineRules } from "./machine-rules.ts";
import { releaseRules } from "./release-rules.ts";
import { runbookRules, runbookSnapshotRules } from "./runbook-rules.ts";
import { triggerRules } from "./trigger-rules.ts";

/** Rules that a schema cannot say, by prefix of the document type. */
export function documentRules(tools: SnapshotTools): Readonly<Record<string, DocumentRules>> {
  const { trail, database } = tools;
  return {
    Spaces: spaceRules(trail),
    Releases: releaseRules(tools),
    Certificates: certificateRules(trail),
    Deployments: deploymentRules(tools),
    RunbookRuns: runbookRunRules(tools),
    Interruptions: interruptionRules(database),
    Machines: machineRules(trail),
    MachinePolicies: machinePolicyRules,
    Runbooks: runbookRules(trail),
    RunbookSnapshots: runbookSnapshotRules(tools),
    ProjectTriggers: triggerRules(trail),
    Feeds: feedRules,
    Packages: packageRules(trail),
    Users: userRules(database),
    Teams: teamRules(trail),
    UserRoles: userRoleRules(trail),
    ScopedUserRoles: scopedUserRoleRules(trail),
  };
}
