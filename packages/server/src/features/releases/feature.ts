import type { Feature } from "../feature.ts";
import { releaseHooks } from "./release-hooks.ts";
import { type ReleaseRoutesOptions, releaseRoutes } from "./release-routes.ts";

/** Releases: what they freeze, and how far each has come. */
export const releases: Feature<ReleaseRoutesOptions> = {
  hooks: (tools) => ({ Releases: releaseHooks(tools) }),
  routes: releaseRoutes,
};
