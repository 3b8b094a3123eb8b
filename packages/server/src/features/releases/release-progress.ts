import {
  channels,
  type LifecyclePhase,
  lifecycles,
  projects,
  promotionObstacle,
} from "@indelible/domain";
import { namedDocument } from "@indelible/engine";
import type { Database, JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { sql } from "./sql.ts";

/** How far a release has come on its way. */
export interface ReleaseProgress {
  readonly project: StoredDocument;
  /** That of the release's channel, where it has one of its own; else the project's. */
  readonly lifecycle: StoredDocument;
  readonly phases: readonly LifecyclePhase[];
  /** Ids of the environments that it was deployed to successfully. */
  readonly deployedTo: ReadonlySet<string>;
}

const DEPLOYED = sql.statement("deployed-environments");

/** How far a release has come that is of a project and a channel. */
export async function releaseProgress(
  { trail, database }: { readonly trail: Trail; readonly database: Database },
  releaseId: string,
  { ProjectId, ChannelId }: JsonObject,
): Promise<ReleaseProgress> {
  const project = await namedDocument(trail, projects, ProjectId, "ProjectId");
  const [channel] = await trail.documents([String(ChannelId)]);
  const own = channel?.type === channels.prefix ? channel.body.LifecycleId : null;
  const id = own || project.body.LifecycleId;
  const lifecycle = await namedDocument(trail, lifecycles, id, "LifecycleId");
  const phases = (lifecycle.body.Phases ?? []) as unknown as LifecyclePhase[];
  const rows = await database.query<{ environment_id: string }>(DEPLOYED, [releaseId]);
  const deployedTo = new Set(rows.map(({ environment_id }) => environment_id));
  return { project, lifecycle, phases, deployedTo };
}

/** Whether a release may go to an environment now. */
export function mayGoTo({ phases, deployedTo }: ReleaseProgress, environmentId: string): boolean {
  return promotionObstacle(phases, deployedTo, environmentId) === undefined;
}
