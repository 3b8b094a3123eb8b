import { projectTriggers, users } from "@indelible/domain";
import { Refusal, systemAct } from "@indelible/kernel";
import {
  type Attachment,
  isOfType,
  note,
  type StoredDocument,
  type Trail,
  TrailError,
} from "@indelible/trail";
import type { ActingTools } from "./acting-caller.ts";
import type { TriggerJob } from "./trigger-jobs.ts";

/**
 * Records that a job was refused, and advances its schedule, in one commit. That the user has lost
 * the rights it acts with is recorded once, until something else happens to the job.
 */
export async function recordBlocked(
  { trail, newUuid }: ActingTools,
  { trigger, place }: TriggerJob,
  advance: Attachment,
  error: Error,
): Promise<void> {
  const places = [place?.EnvironmentId, place?.TenantId].filter((id) => typeof id === "string");
  const snapshot = await trail.read({ ids: [trigger.id], mentions: places, events: 1 });
  const before = snapshot.documents.get(trigger.id);
  if (before === undefined || !isOfType(projectTriggers, before)) return;
  const isLost = isLackOfRights(error);
  const verb = isLost
    ? `could not run with the rights of ${await nameOfUser(trail, trigger.body.ActsAsUserId)}: ${reasonOf(error)}`
    : `could not run: ${reasonOf(error)}`;
  const facts = { category: "AutoDeployBlocked", verb, relatedIds: places } as const;
  const isKnown = isLost && (await isNewest(trail, trigger, places, verb));
  const changes = isKnown ? [] : [note(projectTriggers, before, facts)];
  await trail.commit(systemAct(newUuid()), snapshot, changes, [advance]);
}

function isLackOfRights(error: Error): boolean {
  if (error instanceof TrailError) return error.code === "missing-reference";
  return error instanceof Refusal && (error.code === "forbidden" || error.code === "not-found");
}

/** Whether the newest event of a job is that it was blocked for the same reason. */
async function isNewest(
  trail: Trail,
  { id, spaceId }: StoredDocument,
  places: readonly string[],
  verb: string,
): Promise<boolean> {
  const visibility = [{ SpaceId: spaceId, Restrictions: {} }];
  const terms = [id, ...places].map((term) => [term]);
  const [newest] = await trail.events({ visibility, terms }, 0, 1);
  return newest?.Category === "AutoDeployBlocked" && newest.Message.endsWith(verb);
}

async function nameOfUser(trail: Trail, userId: string | null): Promise<string> {
  const user = await trail.documentOf(users, userId ?? "");
  return user?.body.Username ?? userId ?? "no user";
}

/** The reason of a refusal, without the sentence that introduces a list of reasons. */
function reasonOf(error: Error): string {
  const reasons = error instanceof Refusal ? error.errors : [];
  return reasons.length > 0 ? reasons.join(" ") : error.message;
}
