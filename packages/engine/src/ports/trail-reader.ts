import type { Trail } from "@indelible/trail";

/** The part of the trail that planning and preparing a run needs: it only reads. */
export type TrailReader = Pick<Trail, "documentOf" | "documentsOf" | "documents" | "list" | "read">;
