import { type DocumentDefinition, spaces } from "@indelible/domain";
import { type Caller, type RouteRequest, readFlag, readList } from "@indelible/kernel";
import type { EventQuery } from "@indelible/trail";
import type { EventLookups } from "./event-lookups.ts";
import type { FilterValues } from "./filter-values.ts";

/** What a request asks of spaces, as a part of its query. */
export type RequestedSpaces = Pick<EventQuery, "visibility" | "spaceIds" | "withSystem">;

const SPACES: DocumentDefinition = spaces;

/**
 * The part of the caller's visibility that a request is about: the space in the URL, those in
 * `spaces`, which may be deleted, or all; events without a space unless `includeSystem=false`. Fails
 * with `forbidden` for a caller who may see nothing in the space of the URL.
 */
export async function requestedSpaces(
  request: RouteRequest,
  caller: Caller,
  values: FilterValues,
  lookups: EventLookups,
): Promise<RequestedSpaces> {
  const { query, namesSpace, spaceId } = request;
  const isAll = readList(query, "spaces")?.some((space) => space.toLowerCase() === "all") ?? false;
  const named = isAll ? undefined : await values.documents("spaces", SPACES);
  const everywhere = isAll || (named === undefined && !namesSpace);
  const withSystem = readFlag(query, "includeSystem", everywhere);
  const wanted = new Set([...(named ?? []), ...(namesSpace ? [spaceId] : [])]);
  const shown = caller.visibility.filter(({ SpaceId }) =>
    SpaceId === null ? withSystem : everywhere || wanted.has(SpaceId),
  );
  const living = named === undefined ? wanted : await lookups.livingSpaces([...wanted]);
  // A grant at system level also shows the events of deleted spaces.
  const wantsDeleted = everywhere || [...wanted].some((id) => !living.has(id));
  const atSystem = caller.visibility.filter(({ SpaceId }) => SpaceId === null);
  const visibility = wantsDeleted && !withSystem ? [...atSystem, ...shown] : shown;
  if (visibility.length === 0 && namesSpace) caller.requireSomewhere(["EventView"], [spaceId]);
  if (everywhere && withSystem) return { visibility };
  return { visibility, withSystem, spaceIds: everywhere ? undefined : [...wanted] };
}
