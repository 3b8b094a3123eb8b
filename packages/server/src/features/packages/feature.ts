import type { Feature } from "../feature.ts";
import { buildInformationRoutes } from "./build-information-routes.ts";
import { feedHooks } from "./feed-hooks.ts";
import { feedRoutes } from "./feed-routes.ts";
import { packageHooks } from "./package-hooks.ts";
import { type PackageRoutesOptions, packageRoutes } from "./package-routes.ts";
import { startSweepLoop } from "./sweep-loop.ts";

/** Feeds, the packages of built-in feeds, and build information. */
export const packages: Feature<PackageRoutesOptions> = {
  hooks: ({ trail }) => ({ Feeds: feedHooks, Packages: packageHooks(trail) }),
  routes: (needs) => [
    ...feedRoutes(needs),
    ...packageRoutes(needs),
    ...buildInformationRoutes(needs),
  ],
  loops: ({ content }) => [
    { occasion: "the sweep of packages", start: (onError) => startSweepLoop(content, onError) },
  ],
};
