import { type ProjectTrigger, projectTriggers, users } from "@indelible/domain";
import { isStale, systemAct, TAKE_MAX } from "@indelible/kernel";
import { modification, type StoredDocument, TERM, type Trail, TrailError } from "@indelible/trail";

/** Events of a trigger to search for the user who saved it last; others relate to it as well. */
const EVENTS_READ = 100;

/**
 * Gives triggers of a version that did not record it the user whose rights they act with: the one
 * who created or changed them last. Where that is the system, or a user who no longer exists, the
 * trigger is disabled. Each is an event of the system, and happens once.
 */
export async function assignTriggers(trail: Trail): Promise<void> {
  for (let skip = 0; ; skip += TAKE_MAX) {
    const page = await trail.list({ type: projectTriggers, skip, take: TAKE_MAX });
    const old = page.documents.filter(({ body }) => body.ActsAsUserId === undefined);
    for (const { id } of old) await unlessStale(() => assign(trail, id));
    if (skip + page.documents.length >= page.total || page.documents.length === 0) return;
  }
}

async function assign(trail: Trail, id: string): Promise<void> {
  const snapshot = await trail.read({ ids: [id], events: 1 });
  const before = snapshot.documentOf(projectTriggers, id);
  const ActsAsUserId = (await lastUser(trail, before)) ?? null;
  const IsDisabled = before.body.IsDisabled || ActsAsUserId === null;
  const body = { ...before.body, ActsAsUserId, IsDisabled };
  const mentions = await trail.read({ mentions: ActsAsUserId === null ? [] : [ActsAsUserId] });
  const change = modification(projectTriggers, before, body);
  await trail.commit(systemAct("complete-installation"), snapshot.with(mentions), [change]);
}

/** The user who created or changed a trigger last; undefined if there is no such user. */
async function lastUser(
  trail: Trail,
  { id, spaceId }: StoredDocument<ProjectTrigger>,
): Promise<string | undefined> {
  const visibility = [{ SpaceId: spaceId, Restrictions: {} }];
  const kinds = [TERM.category("Created"), TERM.category("Modified")];
  const terms = [[id], [TERM.documentType(projectTriggers.prefix)], kinds];
  const events = await trail.events({ visibility, terms }, 0, EVENTS_READ);
  const last = events.find(({ DocumentId }) => DocumentId === id);
  return (await trail.documentOf(users, last?.UserId ?? ""))?.id;
}

/** Another server that starts at the same time may have assigned it. */
async function unlessStale(assignIt: () => Promise<void>): Promise<void> {
  try {
    await assignIt();
  } catch (error) {
    const isGone = error instanceof TrailError && error.code === "unknown-document";
    if (!isStale(error) && !isGone) throw error;
  }
}
