import { type Database, type EventOfFormat3, readEvent, sha256Hex } from "@indelible/trail";
import { canonicalize, type Json } from "@indelible/trail/pure";
import { withNonce } from "../../packages/trail/src/event/nonce.ts";
import { secrets } from "./tampering.ts";

/** An event as a server wrote it before format 2, given as it is recorded now. */
export function inFormat1(body: string): string {
  const event = readEvent(body) as EventOfFormat3;
  const { SecretDigests: _, Image: _1, Personal: _2, Trace: _3, Tags: _4, ...members } = event;
  const text = canonicalize({
    ...members,
    Format: "indelible-event/1",
    Nonce: "",
  } as unknown as Json);
  return withNonce(text, secrets.nonce(text));
}

/** Makes a store one of an earlier version: all its events are of format 1 afterwards. */
export async function rewriteInFormat1(database: Database): Promise<void> {
  const select = { name: "", text: "select id, body from trail.events" };
  const update = {
    name: "",
    text: "update trail.events set body = $2::text, digest = decode($3::text, 'hex') where id = $1::bigint",
  };
  await database.transaction(async (connection) => {
    await connection.script("set local session_replication_role = replica");
    for (const { id, body } of await connection.query<{ id: number; body: string }>(select, [])) {
      const old = inFormat1(body);
      await connection.query(update, [id, old, sha256Hex(old)]);
    }
  });
}
