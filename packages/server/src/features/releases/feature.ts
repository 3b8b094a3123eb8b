import type { Feature } from "../feature.ts";
import { releaseHooks } from "./release-hooks.ts";
import { type ReleaseRoutesOptions, releaseRoutes } from "./release-routes.ts";

/** Releases: their snapshots, and their progress in the lifecycle. */
export const releases: Feature<ReleaseRoutesOptions> = {
  hooks: (tools) => ({ Releases: releaseHooks(tools) }),
  routes: releaseRoutes,
};
