import type { SnapshotTools } from "@indelible/engine";
import type { DocumentRules } from "../documents/document-rules.ts";
import { certificateRules } from "../features/certificates/certificate-rules.ts";
import { machinePolicyRules, machineRules } from "../features/infrastructure/machine-rules.ts";
import { feedRules } from "../features/packages/feed-rules.ts";
import { packageRules } from "../features/packages/package-rules.ts";
import { teamIdsOf } from "../features/people/permission-sources.ts";
import { scopedUserRoleRules, userRoleRules } from "../features/people/role-rules.ts";
import { spaceRules } from "../features/people/space-rules.ts";
import { teamRules } from "../features/people/team-rules.ts";
import { userRules } from "../features/people/user-rules.ts";
import { releaseRules } from "../features/releases/release-rules.ts";
import { deploymentRules } from "../features/runs/deployment-rules.ts";
import { runbookRules, runbookSnapshotRules } from "../features/runs/runbook-rules.ts";
import { runbookRunRules } from "../features/runs/runbook-run-rules.ts";
import { interruptionRules } from "../features/tasks/interruption-rules.ts";
import { triggerRules } from "../features/triggers/trigger-rules.ts";

/** Rules that a schema cannot say, by prefix of the document type. */
export function documentRules(tools: SnapshotTools): Readonly<Record<string, DocumentRules>> {
  const { trail, database } = tools;
  return {
    Spaces: spaceRules(trail),
    Releases: releaseRules(tools),
    Certificates: certificateRules(trail),
    Deployments: deploymentRules(tools),
    RunbookRuns: runbookRunRules(tools),
    Interruptions: interruptionRules((userId) => teamIdsOf(database, userId)),
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
