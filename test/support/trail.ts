import { randomBytes } from "node:crypto";
import {
  type Act,
  type Database,
  type DocumentType,
  masterKeySealer,
  type PersonalMember,
  type Sealer,
  sha256Hex,
  Trail,
} from "@indelible/trail";

/** The actor of changes in tests. */
export const ALICE: Act = {
  actor: {
    userId: "Users-1",
    username: "alice",
    isService: false,
    identityEstablishedWith: "Session cookie",
    userAgent: "test/1.0",
    ipAddress: "192.0.2.1",
    apiKeyId: null,
    apiKeyHint: null,
  },
  correlationId: "act-1",
};

/** Verifiers with minimal cost, for tests that do not depend on it. */
export const QUICK = { N: 2, r: 1, p: 1 };

/** A clock that a test sets. */
export function fakeClock(start = "2026-01-01T00:00:00.000Z") {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/**
 * A trail over a database with the given types; by default with a fake clock and a fixed master
 * key.
 */
export function testTrail(
  database: Database,
  types: readonly DocumentType[],
  clock: () => Date = fakeClock().now,
  sealer: Sealer = masterKeySealer(new Uint8Array(32).fill(7), randomBytes),
  personalMembers: readonly PersonalMember[] = [],
): Trail {
  const tools = { sealer, clock, random: randomBytes, sha256: sha256Hex };
  return new Trail({ database, types, personalMembers, ...tools });
}
