import type { Check } from "./check.ts";
import { checkClosedLogs } from "./check-closed-logs.ts";
import { checkCosignatures } from "./check-cosignatures.ts";
import { checkDocumentTypes } from "./check-document-types.ts";
import { checkDocuments } from "./check-documents.ts";
import { checkEntries } from "./check-entries.ts";
import { checkForeignKeys } from "./check-foreign-keys.ts";
import { checkIdCounters } from "./check-id-counters.ts";
import { checkKeyChanges } from "./check-key-changes.ts";
import { checkOtherTables } from "./check-other-tables.ts";
import { checkPairs } from "./check-pairs.ts";
import { checkPersonal } from "./check-personal.ts";
import { checkQueue } from "./check-queue.ts";
import { checkSchema } from "./check-schema.ts";
import { checkTilesBeyond } from "./check-tiles-beyond.ts";
import { checkUnplaced } from "./check-unplaced.ts";
import { checkVersions } from "./check-versions.ts";

/**
 * Everything that a verification checks, in this order: the schema comes first, so that it is
 * shown whatever else is found; then the entries, because they give the tree; pairs of events come
 * after all events; documents and their versions come after the events that they are judged by.
 */
export const CHECKS: readonly Check[] = [
  checkSchema,
  checkEntries,
  checkTilesBeyond,
  checkUnplaced,
  checkQueue,
  checkCosignatures,
  checkClosedLogs,
  checkKeyChanges,
  checkPairs,
  checkVersions,
  checkDocuments,
  checkPersonal,
  checkForeignKeys,
  checkIdCounters,
  checkDocumentTypes,
  checkOtherTables,
];

/**
 * The checks that need no snapshot, because each of their statements is consistent by itself: the
 * server repeats them in the background, one statement at a time.
 */
export const BACKGROUND_CHECKS: readonly Check[] = [
  checkQueue,
  checkCosignatures,
  checkClosedLogs,
  checkPersonal,
  checkDocumentTypes,
];
