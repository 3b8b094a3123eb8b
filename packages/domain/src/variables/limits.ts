/** How deep values of variables and blocks may stand in one another. */
export const MAX_DEPTH = 32;

/** How deep tags may stand in the names and options of tags; deeper, they are text. */
export const MAX_TAG_DEPTH = 5;

/** The most characters that one substitution writes: text, values in values, results of filters. */
export const MAX_LENGTH = 10_000_000;

/** The most work of one substitution, in units of some 20 ns: about a second. */
export const MAX_WORK = 50_000_000;

/** The most characters of a pattern. */
export const MAX_PATTERN_LENGTH = 1_000;
