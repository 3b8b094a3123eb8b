/** How deep values of variables and blocks may be nested. */
export const MAX_DEPTH = 32;

/** How deep tags may be nested in the names and options of tags; deeper ones are text. */
export const MAX_TAG_DEPTH = 5;

/** Maximum characters that one substitution writes: text, nested values, results of filters. */
export const MAX_LENGTH = 10_000_000;

/** Maximum work of one substitution, in units of about 20 ns: about a second. */
export const MAX_WORK = 50_000_000;

/** Maximum characters of a pattern. */
export const MAX_PATTERN_LENGTH = 1_000;
