import type { Feature } from "../feature.ts";
import { channelHooks } from "./channel-hooks.ts";
import { releaseHooks } from "./release-hooks.ts";
import { type ReleaseRoutesOptions, releaseRoutes } from "./release-routes.ts";

/** Releases and their channels: snapshots, and progress in the lifecycle. */
export const releases: Feature<ReleaseRoutesOptions> = {
  hooks: (tools) => ({ Channels: channelHooks(tools.trail), Releases: releaseHooks(tools) }),
  routes: releaseRoutes,
};
