/** What a phrase of the dialect matches, and what to write instead. */
export interface Phrase {
  /** A regular expression; a space matches any white space, so a line break too. */
  readonly dialect: string;
  readonly plain: string;
}

/** Phrases of prose. Whole words, in any case. */
export const PHRASES: readonly Phrase[] = [
  { dialect: "unless told", plain: "by default, unless set" },
  { dialect: "(is|are|was|were|be|been|being) told", plain: "is reported, receives, is given" },
  { dialect: "(not|as|when) told", plain: "not reported, as configured, when set" },
  { dialect: "told otherwise", plain: "overridden" },
  { dialect: "tells? of", plain: "describes, reports" },
  { dialect: "told of", plain: "notified of, known about" },
  { dialect: "(tells?|told|keeps?|kept|telling) (\\w+ )?apart", plain: "distinguish, separate" },
  { dialect: "who ask(s|ed)?", plain: "the caller" },
  { dialect: "who(m)?ever", plain: "anyone who, a user who, the caller" },
  { dialect: "(to|for|by|from) who (may|holds?|has|have|is|can)", plain: "to users who" },
  { dialect: "somebody", plain: "a user, someone" },
  { dialect: "asked for", plain: "requested, required, prompted for" },
  { dialect: "unasked", plain: "unprompted, without a request" },
  { dialect: "(stands?|stood)(?! (for|still)\\b)(?!-)", plain: "is, is stored, appears" },
  { dialect: "besides", plain: "in addition to, also, other than" },
  { dialect: "beside", plain: "next to, in addition to" },
  { dialect: "of (its|their|his|her|our|your|my|one's) own", plain: "its own, separate" },
  { dialect: "(is|are|was|were) to be", plain: "must be, will be, should be" },
  { dialect: "com(es?|ing) to be", plain: "is created" },
  { dialect: "part(s|ed) (by|with)", plain: "separated by; comma-separated" },
  {
    dialect: "blanks|a blank(?=[.,;:)]| (after|before|between|around|in|or|and|is)\\b)",
    plain: "spaces, a space",
  },
  { dialect: "anew", plain: "again" },
  { dialect: "once more", plain: "again" },
  { dialect: "for ever", plain: "forever, permanently" },
  { dialect: "to the letter", plain: "exactly, unchanged" },
  { dialect: "likewise", plain: "also, in the same way" },
  { dialect: "alike", plain: "in the same way, equal" },
  { dialect: "nothing but", plain: "only" },
  { dialect: "(but|save) for(?! (the sake|the fact)\\b)", plain: "except for" },
  { dialect: "for want of", plain: "for lack of" },
  { dialect: "otherwise than", plain: "differently from, other than" },
  { dialect: "in force", plain: "current, active" },
  { dialect: "lands|landed|(to|must|can|may|both|together|they) land", plain: "is committed" },
  { dialect: "on record", plain: "recorded, in the trail" },
  { dialect: "strangers", plain: "anonymous callers" },
  { dialect: "by turns", plain: "alternately, in turn" },
  { dialect: "go(es|ing)? round", plain: "bypass" },
  { dialect: "go(es)? with", plain: "depends on, is deleted with" },
  { dialect: "go(es)? by", plain: "uses, is identified by, is ordered by" },
  { dialect: "go(es|ing)? on(?! the\\b)", plain: "continue, resume" },
  { dialect: "taken for", plain: "treated as, mistaken for" },
  { dialect: "(is|are|was|were|be) given up", plain: "is abandoned, is aborted" },
  { dialect: "betrays?", plain: "reveals, leaks" },
  { dialect: "throw-away", plain: "temporary" },
  { dialect: "bears?", plain: "has, contains" },
  { dialect: "without a word", plain: "silently" },
  {
    dialect: "as the field (does|has|shows|writes|calls|names|answers|gives)",
    plain: "as Octopus Deploy does",
  },
  {
    dialect: "the field (largely|calls|has|knows|withdrew|has withdrawn)",
    plain: "Octopus Deploy",
  },
  {
    dialect: "hence|whence|thus|thereby|thereof|therein|lest|upon|ought",
    plain: "so, by this, of it, on",
  },
  { dialect: "shall", plain: "must, will" },
];

/** Words that make up names in code, in lower case; a name is `camelCase` or `PascalCase`. */
export const NAME_WORDS: Readonly<Record<string, string>> = {
  errand: "job, task",
  errands: "jobs, tasks",
  keeper: "owner, source, watchdog",
  told: "reported, given, documented",
  untold: "unreported",
  doubt: "problem, warning",
  doubtful: "suspect, invalid",
  wish: "option, request",
  wishes: "options, requests",
  besides: "extra, extraChanges",
  alongside: "cascadeChanges, related",
  anew: "again",
  whoever: "caller, user",
};

/** Whole names in code. */
export const NAMES: Readonly<Record<string, string>> = {
  stillNeeded: "remaining, missing",
  shownTo: "computedFields",
};
