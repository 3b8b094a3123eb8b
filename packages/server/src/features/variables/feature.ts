import type { Feature } from "../feature.ts";
import { librarySetHooks } from "./library-set-hooks.ts";
import { variableSetHooks } from "./variable-set-hooks.ts";

/** Variables: who may see and change each value of a variable set, and the templates of library sets. */
export const variables: Feature<unknown> = {
  hooks: () => ({ variableset: variableSetHooks, LibraryVariableSets: librarySetHooks }),
};
