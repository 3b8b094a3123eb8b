/** Whether a checkpoint has the cosignature of a witness. */
export interface Cosignature {
  /** The witness's name in the policy. */
  readonly witness: string;
  readonly state: "verified" | "not-verified" | "none";
  /** Why it is not verified, as a sentence; empty in the other states. */
  readonly detail: string;
  /** By the witness's clock, ISO 8601; undefined unless verified. */
  readonly signedOn: string | undefined;
}
