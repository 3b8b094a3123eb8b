import type { Feature } from "../feature.ts";
import { type EventRoutesOptions, eventRoutes } from "./event-routes.ts";

/** The trail, as its viewers may read it. */
export const events: Feature<EventRoutesOptions> = { routes: eventRoutes };
