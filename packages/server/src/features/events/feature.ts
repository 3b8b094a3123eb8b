import type { Feature } from "../feature.ts";
import { type EventRoutesOptions, eventRoutes } from "./event-routes.ts";

/** The routes of events. */
export const events: Feature<EventRoutesOptions> = { routes: eventRoutes };
