import type { User } from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import type { Attachment, Database, DocumentChange, JsonObject } from "@indelible/trail";
import { looksOf } from "./name-skeleton.ts";
import { sql } from "./sql.ts";

const LOOKALIKE = sql.statement("find-lookalike");
const WITHOUT_LOOKS = sql.statement("users-without-looks");
const ADD = sql.statement("add-user-names");
const NAMES = sql.commitPart("user_names");

/**
 * Fails with 400 when a user name can be mistaken for that of another user: if one of the two has
 * characters outside ASCII and they look the same. The database refuses those that are created at the same
 * time.
 */
export async function refuseLookalike(
  database: Database,
  name: string,
  ownId: string,
): Promise<void> {
  const values = [looksOf(name), isAscii(name), ownId];
  const [other] = await database.query<{ name: string }>(LOOKALIKE, values);
  if (other === undefined) return;
  throw invalid(`Username '${name}' can be mistaken for that of the user '${other.name}'.`);
}

/** The new name of a user with what it looks like, as a row of the commit that sets it. */
export function nameAttachments(change: DocumentChange<User>): Attachment[] {
  if (change.kind !== "create" && change.kind !== "modify") return [];
  const { Username } = change.body;
  if (change.kind === "modify" && change.before.body.Username === Username) return [];
  const id = change.kind === "create" ? change.id : change.before.id;
  return [{ part: NAMES, rows: [rowOf(id, Username)] }];
}

/** Adds what the names of users look like who were created by SQL or by an earlier version. */
export async function addUserNames(database: Database): Promise<void> {
  const found = await database.query<{ user_id: string; name: string }>(WITHOUT_LOOKS, []);
  const rows = found.map(({ user_id, name }) => rowOf(user_id, name));
  if (rows.length > 0) await database.query(ADD, [JSON.stringify(rows)]);
}

function rowOf(user_id: string, name: string): JsonObject {
  return { user_id, name, is_ascii: isAscii(name), looks: looksOf(name) };
}

function isAscii(name: string): boolean {
  return /^\p{ASCII}*$/u.test(name);
}
