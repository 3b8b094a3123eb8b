import type { RefusalCode } from "@indelible/kernel";
import type { TrailErrorCode } from "@indelible/trail";

/** The HTTP status of every refusal, including the trail's errors. API reference, section 5. */
export const STATUS: Readonly<Record<RefusalCode | TrailErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  "append-only": 405,
  "too-slow": 408,
  conflict: 409,
  "too-large": 413,
  "address-too-long": 414,
  "wrong-media-type": 415,
  "too-many-requests": 429,
  "headers-too-large": 431,
  damaged: 500,
  unexpected: 500,
  // Errors of the trail.
  duplicate: 400,
  input: 400,
  limit: 400,
  "missing-reference": 400,
  "unknown-document": 404,
  refused: 409,
  stale: 409,
  "still-referenced": 409,
  definition: 500,
  rewritten: 500,
  schema: 500,
  secret: 500,
  "key-changed": 503,
  unavailable: 503,
  "ledger-key": 500,
};
