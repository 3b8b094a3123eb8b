import type { ActionKind } from "./action-kind.ts";
import { deployPackage } from "./deploy-package.ts";
import { manualIntervention } from "./manual-intervention.ts";
import { script } from "./script.ts";

/** The action kinds of the server. A new one is added here and nowhere else. */
export const ACTION_KINDS: readonly ActionKind[] = [script, deployPackage, manualIntervention];
