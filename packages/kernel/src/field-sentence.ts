import { TIME_SPAN } from "@indelible/domain";

/** A schema error as the validator reports it. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

const SENTENCES: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => string>> = {
  minLength: () => "must not be blank",
  maxLength: ({ limit }) => `must have at most ${limit} characters`,
  maxItems: ({ limit }) => `must have at most ${limit} items`,
  maxProperties: ({ limit }) => `must have at most ${limit} entries`,
  additionalProperties: () => "must not have an entry with a name of this length",
  minimum: ({ limit }) => `must be at least ${limit}`,
  maximum: ({ limit }) => `must be at most ${limit}`,
  enum: ({ allowedValues }) => `must be one of ${(allowedValues as string[]).join(", ")}`,
  type: ({ type }) => `must be ${TYPES[String([type].flat()[0])] ?? "of another type"}`,
  pattern: ({ pattern }) => PATTERNS[String(pattern)] ?? "contains a character that is not allowed",
  format: () => "must be a time such as 2026-01-31T12:00:00Z",
};

const PATTERNS: Readonly<Record<string, string>> = {
  [TIME_SPAN]: "must be a length of time such as 01:30:00 or 2.00:00:00",
};

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  array: "a list",
  object: "an object",
};

/** The error message for an invalid field: `Phases[0].Name must not be blank.` */
export function sentenceOf(field: string, error: SchemaError): string {
  const below = error.instancePath.replace(/\/(\d+)/g, "[$1]").replaceAll("/", ".");
  const params = error.params as Readonly<Record<string, unknown>>;
  const complaint = SENTENCES[error.keyword]?.(params) ?? error.message;
  return `${field}${below} ${complaint}.`;
}
