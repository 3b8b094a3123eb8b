export { originOfNote } from "./checkpoints/checkpoint-opener.ts";
export * from "./checkpoints/closed-log.ts";
export {
  type CurrentLog,
  currentLog,
  isSignedBy,
  type LogEvidence,
} from "./checkpoints/current-log.ts";
export { type KeyChange, keyChanges } from "./checkpoints/key-changes.ts";
export { isEarlierLog, originOfLog, parseLogOrigin } from "./checkpoints/log-origin.ts";
export type { Attachment } from "./commit/attachment.ts";
export type { Committed } from "./commit/commit.ts";
export { type ReadRequest, storedOf } from "./commit/read.ts";
export { missingReference, referencesOf } from "./commit/relations.ts";
export { Snapshot } from "./commit/snapshot.ts";
export { uniqueKeysOf } from "./commit/unique-keys.ts";
export { WrittenEvents } from "./commit/written-events.ts";
export type { AvailabilityChange } from "./database/availability.ts";
export * from "./database/commit-part.ts";
export { damageOf } from "./database/damage.ts";
export * from "./database/database.ts";
export * from "./database/migrate.ts";
export * from "./database/pglite.ts";
export * from "./database/portions.ts";
export * from "./database/postgres.ts";
export * from "./database/sql-folder.ts";
export { isUnavailable } from "./database/unavailable.ts";
export type {
  Dependents,
  DocumentPage,
  DocumentQuery,
  DocumentReach,
} from "./documents/documents.ts";
export type { DocumentPortions } from "./documents/list-documents.ts";
export * from "./errors.ts";
export type { FoundEvent, ListedEvent } from "./events/event-portions.ts";
export type { EventQuery, EventSnapshot } from "./events/query-events.ts";
export * from "./export/export-trail.ts";
export * from "./guards/document-rules.ts";
export * from "./guards/runtime-role.ts";
export {
  changeLedgerKey,
  type KeyChangeOptions,
  type LedgerKeyPair,
} from "./ledger/change-ledger-key.ts";
export type { CheckpointStore } from "./ledger/checkpoint-store.ts";
export { databaseLogReader } from "./ledger/database-log-reader.ts";
export * from "./ledger/ledger.ts";
export * from "./ledger/ledger-alarm.ts";
export { newestCheckpointNotes } from "./ledger/newest-notes.ts";
export * from "./ledger/sequencer.ts";
export * from "./ledger/sequencer-loop.ts";
export { type NewLogOptions, startNewLog } from "./ledger/start-new-log.ts";
export * from "./loop.ts";
export * from "./pure.ts";
export * from "./secrets/bind-rows.ts";
export * from "./secrets/key-ring.ts";
export { type OpenedDocument, openSecret, openSecrets } from "./secrets/open-secret.ts";
export * from "./secrets/reseal.ts";
export * from "./secrets/rotate-master-key.ts";
export type { MacUse, RowMacs } from "./secrets/row-macs.ts";
export { secretBinding } from "./secrets/seal-document.ts";
export * from "./secrets/sealer.ts";
export {
  type DigestedDocument,
  type DigestKeys,
  secretDigests,
} from "./secrets/secret-digests.ts";
export { openKeyRing, readKeyRing } from "./secrets/stored-key-ring.ts";
export * from "./sha256.ts";
export * from "./trail.ts";
export * from "./verifier/verifier.ts";
export * from "./verifier/verifier-loop.ts";
export {
  type CompletedRound,
  NO_STATE,
  type RoundFindings,
  type VerifierState,
} from "./verifier/verifier-state.ts";
export type {
  CheckContext,
  EarlierResult,
  TableCheck,
  Tally,
  VerifyOptions,
} from "./verify/check.ts";
export { inspectPersonal, type StoredPersonalValue } from "./verify/check-personal.ts";
export * from "./verify/compare-schema.ts";
export {
  type ExpectedMigration,
  type ExpectedSchema,
  formatSchema,
  joinSchemas,
  parseSchema,
  type SchemaObject,
  trailSchema,
} from "./verify/expected-schema.ts";
export * from "./verify/finding.ts";
export * from "./verify/pairing.ts";
export { parseEvent } from "./verify/parse-event.ts";
export * from "./verify/verified-statement.ts";
export * from "./verify/verify-trail.ts";
export * from "./witness/witness-loop.ts";
export * from "./witness/witnesses.ts";
