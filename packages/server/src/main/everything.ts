import type { Visibility } from "@indelible/trail";

/** The visibility of the server itself: all events of no space. */
export const EVERYTHING: Visibility = [{ SpaceId: null, Restrictions: {} }];
