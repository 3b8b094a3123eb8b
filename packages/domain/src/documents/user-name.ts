const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Characters of a user name, and of a display name (API reference, section 6). */
export const USER_NAME_LENGTH_MAX = 64;

/**
 * The form in which user names are compared: without the characters that are not shown, in Unicode's
 * compatibility form (NFKC), without case. For ASCII it is the name in lower case.
 */
export function foldedUserName(name: string): string {
  const shown = shownUserName(name);
  return shown.toUpperCase().toLowerCase().normalize("NFKC");
}

/** A user name without the characters that are not shown, in NFKC. */
export function shownUserName(name: string): string {
  return name.replace(IGNORABLE, "").normalize("NFKC").replace(IGNORABLE, "");
}
