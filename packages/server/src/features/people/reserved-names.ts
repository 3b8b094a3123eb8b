import { foldedUserName } from "@indelible/domain";
import { looksOf } from "./name-skeleton.ts";

/** The names of actors in events that are no users, without separators. */
const RESERVED = ["system", "directsql", "database", "server", "commandline"];
const SEPARATORS = /[\s._-]+/g;
/** What begins like the id of a user would be mistaken for one. */
const LIKE_AN_ID = /^users-/;

/** Whether events use a name, or one that looks like it, for an actor that is no user. */
export function isReservedName(name: string): boolean {
  const looks = looksOf(name.replace(SEPARATORS, ""));
  const isTaken = RESERVED.some((one) => looksOf(one).some((look) => looks.includes(look)));
  return isTaken || LIKE_AN_ID.test(foldedUserName(name));
}
