import type { MessagePart } from "@indelible/trail/pure";

/** The ids of what is run and where, of a deployment, a runbook run or an interruption of one. */
export interface RunPlace {
  readonly ProjectId: string;
  readonly ReleaseId?: string | null;
  readonly RunbookId?: string | null;
  readonly EnvironmentId: string;
  readonly TenantId: string | null;
}

/**
 * The end of a message about a run, worded as in Octopus Deploy: ` for Web shop release 1.0 to
 * Staging`, with a tenant ` for North region`; for a runbook ` for runbook Restart of Web shop on
 * Staging`. API reference, section 1.
 */
export function aboutRun(place: RunPlace): MessagePart[] {
  const { ProjectId, ReleaseId, RunbookId, EnvironmentId, TenantId } = place;
  const runbook = RunbookId ? ["runbook ", { documentId: RunbookId }, " of "] : [];
  const release = ReleaseId ? [" release ", { documentId: ReleaseId }] : [];
  return [
    " for ",
    ...runbook,
    { documentId: ProjectId },
    ...release,
    RunbookId ? " on " : " to ",
    { documentId: EnvironmentId },
    ...(TenantId ? [" for ", { documentId: TenantId }] : []),
  ];
}
