/** A parsed template. */
export type Template = readonly Token[];

/** Plain text, a tag, or a block with its content. */
export type Token = Text | Substitution | Conditional | Repetition;

/** Text that stays unchanged. */
export interface Text {
  readonly kind: "text";
  readonly text: string;
}

/** `#{A | Filter}`. */
export interface Substitution {
  readonly kind: "substitution";
  /** The tag as written. */
  readonly source: string;
  readonly expression: Expression;
}

/** `#{if A}…#{else}…#{/if}`; for `#{unless A}` the two parts are swapped. */
export interface Conditional {
  readonly kind: "conditional";
  /** The opening tag as written. */
  readonly source: string;
  readonly condition: Condition;
  readonly whenTrue: Template;
  readonly whenFalse: Template;
}

/** `#{each item in Collection}…#{/each}`. */
export interface Repetition {
  readonly kind: "repetition";
  readonly item: string;
  readonly collection: Name;
  readonly body: Template;
}

/** A name, or none, and the filters that are applied to its value. */
export interface Expression {
  readonly name: Name | undefined;
  readonly filters: readonly FilterCall[];
}

/** A name in parts: text, and tags that are replaced before the lookup. */
export type Name = readonly (string | Expression)[];

/** A filter with its options: text, or a tag whose value is the option. */
export interface FilterCall {
  readonly name: string;
  readonly options: readonly (string | Expression)[];
}

/** A value that has to be true, or a comparison of two. */
export interface Condition {
  readonly left: Operand;
  readonly comparison?: { readonly isEqual: boolean; readonly right: Operand };
}

/** A text in quotation marks, or an expression. */
export type Operand = string | Expression;
