import type { Feature } from "../feature.ts";
import { type RootOptions, rootRoutes } from "./root-routes.ts";

/** How clients find their way. */
export const about: Feature<RootOptions> = { routes: rootRoutes };
