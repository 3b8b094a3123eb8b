import type { Feature } from "../feature.ts";
import { type LedgerRoutesOptions, ledgerRoutes } from "./ledger-routes.ts";

/** The ledger, for everybody who may verify it. */
export const ledger: Feature<LedgerRoutesOptions> = { routes: ledgerRoutes };
