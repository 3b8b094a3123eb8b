import {
  channels,
  type Lifecycle,
  lifecycles,
  type Project,
  projects,
  promotionObstacle,
} from "@indelible/domain";
import type { Database, StoredDocument, Trail } from "@indelible/trail";
import { namedDocument } from "./named-document.ts";
import { sql } from "./sql.ts";

/** How far a release has come in its lifecycle. */
export interface ReleaseProgress {
  readonly project: StoredDocument<Project>;
  /** The lifecycle of the release's channel, or of its project when the channel has none. */
  readonly lifecycle: StoredDocument<Lifecycle>;
  /** Ids of the environments that it was deployed to successfully. */
  readonly deployedTo: ReadonlySet<string>;
}

const DEPLOYED = sql.statement("deployed-environments");

/** The progress of a release of a project and a channel. */
export async function releaseProgress(
  { trail, database }: { readonly trail: Trail; readonly database: Database },
  releaseId: string,
  { ProjectId, ChannelId }: { readonly ProjectId: string; readonly ChannelId: string | null },
): Promise<ReleaseProgress> {
  const project = await namedDocument(trail, projects, ProjectId, "ProjectId");
  const channel = await trail.documentOf(channels, ChannelId ?? "");
  const id = channel?.body.LifecycleId || project.body.LifecycleId;
  const lifecycle = await namedDocument(trail, lifecycles, id, "LifecycleId");
  const rows = await database.query<{ environment_id: string }>(DEPLOYED, [releaseId]);
  const deployedTo = new Set(rows.map(({ environment_id }) => environment_id));
  return { project, lifecycle, deployedTo };
}

/** Whether a release may be deployed to an environment now. */
export function mayDeployTo(
  { lifecycle, deployedTo }: Pick<ReleaseProgress, "lifecycle" | "deployedTo">,
  environmentId: string,
): boolean {
  return promotionObstacle(lifecycle.body.Phases, deployedTo, environmentId) === undefined;
}
