import type { Feature } from "../feature.ts";
import { type LedgerRoutesOptions, ledgerRoutes } from "./ledger-routes.ts";

/** The routes of the ledger. */
export const ledger: Feature<LedgerRoutesOptions> = { routes: ledgerRoutes };
