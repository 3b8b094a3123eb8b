import type { TrailCheck } from "./check.ts";
import { checkClosedLogs } from "./check-closed-logs.ts";
import { checkCosignatures } from "./check-cosignatures.ts";
import { checkDocumentTypes } from "./check-document-types.ts";
import { checkDocuments } from "./check-documents.ts";
import { checkEntries } from "./check-entries.ts";
import { checkForeignKeys } from "./check-foreign-keys.ts";
import { checkIdCounters } from "./check-id-counters.ts";
import { checkPairs } from "./check-pairs.ts";
import { checkPersonal } from "./check-personal.ts";
import { checkQueue } from "./check-queue.ts";
import { checkSchema } from "./check-schema.ts";
import { checkTables } from "./check-tables.ts";
import { checkTilesBeyond } from "./check-tiles-beyond.ts";
import { checkUnplaced } from "./check-unplaced.ts";
import { checkVersions } from "./check-versions.ts";

/**
 * Everything that a verification checks, in this order: the schema comes first, so that it is
 * shown however many other findings there are; the entries give the tree; pairs of events come after all events; documents and their versions come after the events that
 * they are judged by.
 */
export const CHECKS: readonly TrailCheck[] = [
  checkSchema,
  checkEntries,
  checkTilesBeyond,
  checkUnplaced,
  checkQueue,
  checkCosignatures,
  checkClosedLogs,
  checkPairs,
  checkVersions,
  checkDocuments,
  checkPersonal,
  checkForeignKeys,
  checkIdCounters,
  checkDocumentTypes,
  checkTables,
];
