import type { Json } from "@indelible/trail/pure";

/** A field of a form: a property of a document, and the control that edits it. */
export interface FormField {
  /** The property, as the API spells it. */
  readonly name: string;
  /** The property in words. */
  readonly label: string;
  /** Whether the API refuses a document without it. */
  readonly isRequired: boolean;
  readonly control: Control;
}

/** How a value is edited. It follows from the schema of the value alone. */
export type Control =
  | LineControl
  | TextControl
  | NumberControl
  | FlagControl
  | ChoiceControl
  | TimeControl
  | TimeSpanControl
  | ReferenceControl
  | ReferencesControl
  | ChoicesControl
  | WordsControl
  | SecretControl
  | PropertyControl
  | GroupControl
  | ListControl
  | MapControl
  | JsonControl
  | KeptControl;

interface AnyControl {
  /** The value of a new document; undefined where the API has no default. */
  readonly initial: Json | undefined;
  /** Whether null is a value: an empty control then means null. */
  readonly isNullable: boolean;
}

/** A text of one line. `pattern` is a regular expression of the whole text. */
export interface LineControl extends AnyControl {
  readonly kind: "line";
  readonly minLength: number;
  readonly maxLength: number | undefined;
  readonly pattern: string | undefined;
}

/** A text that may have several lines. */
export interface TextControl extends AnyControl {
  readonly kind: "text";
  readonly maxLength: number | undefined;
}

/** A whole number within bounds, both included. */
export interface NumberControl extends AnyControl {
  readonly kind: "number";
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** Yes or no. */
export interface FlagControl extends AnyControl {
  readonly kind: "flag";
}

/** One of a few words. */
export interface ChoiceControl extends AnyControl {
  readonly kind: "choice";
  readonly choices: readonly string[];
}

/** A date and time: ISO 8601 with an offset. */
export interface TimeControl extends AnyControl {
  readonly kind: "time";
}

/** A length of time: `[days.]hours:minutes:seconds[.fraction]`. */
export interface TimeSpanControl extends AnyControl {
  readonly kind: "timeSpan";
}

/** The id of a document. `to` lists the id prefixes of its possible types. */
export interface ReferenceControl extends AnyControl {
  readonly kind: "reference";
  readonly to: readonly string[];
}

/** The ids of several documents. */
export interface ReferencesControl extends AnyControl {
  readonly kind: "references";
  readonly to: readonly string[];
}

/** Several of a few words. */
export interface ChoicesControl extends AnyControl {
  readonly kind: "choices";
  readonly choices: readonly string[];
}

/** A list of short texts. */
export interface WordsControl extends AnyControl {
  readonly kind: "words";
}

/** A secret. The API shows whether there is one (`object`) or nothing at all (`null`). */
export interface SecretControl extends AnyControl {
  readonly kind: "secret";
  readonly shape: "object" | "null";
}

/** A text that the user may declare to be a secret: the value of a property of a step. */
export interface PropertyControl extends AnyControl {
  readonly kind: "property";
}

/** An object, edited by one field for each member. */
export interface GroupControl extends AnyControl {
  readonly kind: "group";
  readonly fields: readonly FormField[];
}

/** A list whose items are all edited by the same control. */
export interface ListControl extends AnyControl {
  readonly kind: "list";
  readonly item: Control;
}

/** Values by names that the user chooses. */
export interface MapControl extends AnyControl {
  readonly kind: "map";
  readonly value: Control;
}

/** Any JSON, edited as text. */
export interface JsonControl extends AnyControl {
  readonly kind: "json";
}

/** A value that is not shown and is sent back as it came: ids of items, fields set by the server. */
export interface KeptControl extends AnyControl {
  readonly kind: "kept";
}
