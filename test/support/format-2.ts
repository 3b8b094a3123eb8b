import {
  type Database,
  type EventOfFormat3,
  prefixOf,
  readEvent,
  sha256Hex,
  TERM,
} from "@indelible/trail";
import { canonicalize, type Json } from "@indelible/trail/pure";
import { withNonce } from "../../packages/trail/src/event/nonce.ts";

/** Types whose documents refer to groups themselves. */
const WITH_GROUPS = new Set(["Projects", "ProjectGroups", "ScopedUserRoles"]);

/** An event as a server wrote it before format 3, given as it is recorded now. */
function inFormat2(body: string, nonceOf: (text: string) => string): string {
  const { Tags: _, ...members } = readEvent(body) as EventOfFormat3;
  const isOwn = WITH_GROUPS.has(members.DocumentType);
  const RelatedDocumentIds = members.RelatedDocumentIds.filter(
    (id) => isOwn || prefixOf(id) !== "ProjectGroups",
  );
  const old = { ...members, RelatedDocumentIds, Format: "indelible-event/2", Nonce: "" };
  const text = canonicalize(old as unknown as Json);
  return withNonce(text, nonceOf(text));
}

/** A database of an earlier version: all its events are of format 2, with the terms of that version. */
export async function rewriteInFormat2(
  database: Database,
  nonceOf: (text: string) => string,
): Promise<void> {
  const run = (text: string, values: unknown[] = []) => database.query({ name: "", text }, values);
  const rows = await database.query<{ id: number; body: string }>(
    { name: "", text: "select id, body from trail.events" },
    [],
  );
  await database.transaction(async (connection) => {
    await connection.script("set local session_replication_role = replica");
    for (const { id, body } of rows) {
      const old = inFormat2(body, nonceOf);
      const update = "update trail.events set body = $2, digest = decode($3, 'hex') where id = $1";
      await connection.query({ name: "", text: update }, [id, old, sha256Hex(old)]);
      const { RelatedDocumentIds } = readEvent(old);
      const groups = RelatedDocumentIds.filter((one) => prefixOf(one) === "ProjectGroups");
      const forget = `delete from trail.event_terms where event_id = $1 and (term like $2
        or term like $3 or term like 'ProjectGroups-%' and term <> all($4::text[]))`;
      const values = [id, `${TERM.tag("")}%`, `${TERM.apiKey("")}%`, groups];
      await connection.query({ name: "", text: forget }, values);
    }
  });
  await run("update trail.links set follows = false where to_id like 'ProjectGroups-%'");
}
