import { USER_NAME_LENGTH_MAX, unseenCharacter } from "@indelible/domain";
import { isReservedName } from "../features/people/reserved-names.ts";
import { ConfigError } from "./config.ts";

/** Fails with `ConfigError` when an administrator cannot have a name. */
export function requireAdministratorName(name: string): void {
  const problem = problemOf(name);
  if (problem !== undefined)
    throw new ConfigError(`The user name of the administrator ${problem}.`);
}

function problemOf(name: string): string | undefined {
  if (name.trim() !== name || name === "") return "must not begin or end with a space";
  if (name.length > USER_NAME_LENGTH_MAX) return `has more than ${USER_NAME_LENGTH_MAX} characters`;
  const unseen = unseenCharacter(name);
  if (unseen !== undefined) return `contains the character ${unseen}, which is not visible`;
  return isReservedName(name)
    ? `cannot be '${name}', which events use for another actor`
    : undefined;
}
