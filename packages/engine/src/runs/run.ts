import type {
  Deployment,
  Interruption,
  Release,
  RunbookRun,
  RunbookSnapshot,
} from "@indelible/domain";

/** A run of a process: the fields of deployments and runbook runs that the engine reads. */
export type Run = Pick<Deployment, keyof Deployment & keyof RunbookRun> &
  Partial<Pick<Deployment, "ChannelId" | "ReleaseId"> & Pick<RunbookRun, "RunbookId">>;

/**
 * What a run executes: the fields of releases and runbook snapshots that the engine reads. Documents
 * from before there were snapshots lack some of them.
 */
export type RunSource = Partial<
  Pick<
    Release,
    | "ProjectDeploymentProcessSnapshotId"
    | "ProjectVariableSetSnapshotId"
    | "LibraryVariableSetSnapshotIds"
    | "SelectedPackages"
  > &
    Pick<RunbookSnapshot, "FrozenRunbookProcessId">
>;

/** The fields of an interruption that name its run, what is run, and where. */
export type RunLinks = Pick<Interruption, "ProjectId" | "EnvironmentId" | "TenantId"> &
  Partial<Pick<Interruption, "DeploymentId" | "RunbookRunId" | "ReleaseId" | "RunbookId">>;
