import type { Feature } from "../feature.ts";
import { variableSetHooks } from "./variable-set-hooks.ts";

/** Variables: who may see and change each value of a variable set. */
export const variables: Feature<unknown> = {
  hooks: () => ({ variableset: variableSetHooks }),
};
