import type { Trail } from "@indelible/trail";

/** The reading side of the trail: what is planned and prepared for a run needs no more of it. */
export type TrailReader = Pick<Trail, "documents" | "list" | "read" | "type">;
