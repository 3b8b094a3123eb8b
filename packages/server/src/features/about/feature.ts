import type { Feature } from "../feature.ts";
import { type RootOptions, rootRoutes } from "./root-routes.ts";

/** The routes by which clients discover the API. */
export const about: Feature<RootOptions> = { routes: rootRoutes };
