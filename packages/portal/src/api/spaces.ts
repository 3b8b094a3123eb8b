import { queryOptions, useQuery } from "@tanstack/react-query";
import type { SpaceResource } from "../model/answers/resources.ts";
import { isWithheld } from "./api-error.ts";
import { read } from "./client.ts";

/** The space every installation begins with; used when the viewer may not list spaces. */
export const FIRST_SPACE_ID = "Spaces-1";

/** Keys of spaces. */
export const spaceKeys = { all: ["spaces", "all"] } as const;

/** The spaces the viewer may see; none when they may not list spaces at all. */
export function spacesQuery() {
  return queryOptions({
    queryKey: spaceKeys.all,
    queryFn: ({ signal }) => readSpaces(signal),
    staleTime: 60_000,
  });
}

/** The spaces the viewer may see. */
export function useSpaces(): readonly SpaceResource[] {
  return useQuery(spacesQuery()).data ?? [];
}

/** The space to open when an address names none. */
export function defaultSpaceId(spaces: readonly SpaceResource[]): string {
  const chosen = spaces.find((space) => space.IsDefault) ?? spaces[0];
  return chosen?.Id ?? FIRST_SPACE_ID;
}

async function readSpaces(signal: AbortSignal): Promise<readonly SpaceResource[]> {
  try {
    return await read<SpaceResource[]>("/api/spaces/all", signal);
  } catch (error) {
    if (isWithheld(error)) return [];
    throw error;
  }
}
