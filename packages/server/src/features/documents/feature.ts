import type { DocumentRoutesOptions } from "../../documents/document-requests.ts";
import type { Feature } from "../feature.ts";
import { documentRoutes } from "./document-routes.ts";
import { usageRoutes } from "./usage-routes.ts";

/** The routes that every document type has, derived from its definition. */
export const documents: Feature<DocumentRoutesOptions> = {
  routes: (needs) => [...usageRoutes(needs), ...documentRoutes(needs)],
};
