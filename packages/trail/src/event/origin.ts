import { hasOwnNonce } from "./nonce.ts";

/** Who wrote an event: the server (`own`), nobody with its key (`foreign`), or one cannot tell. */
export type EventOrigin = "own" | "foreign" | "unproven";

/** The acts of a person who changes documents by direct SQL, which the database itself records. */
const DATABASE_USER = '"UserId":"users-database"';

/**
 * Who wrote an event, by its canonical bytes. One that the database recorded itself has a random
 * nonce, so it is `unproven`, as every event is without `nonceOf` (`Sealer.nonce`).
 */
export function originOf(
  nonceOf: ((text: string) => string) | undefined,
  body: string,
): EventOrigin {
  if (nonceOf === undefined || body.includes(DATABASE_USER)) return "unproven";
  return hasOwnNonce(body, nonceOf) ? "own" : "foreign";
}
