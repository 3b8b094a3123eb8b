/**
 * Why a substitution was refused:
 * - `recursion`: the value of a variable refers to itself
 * - `depth`: values and blocks are nested deeper than MAX_DEPTH
 * - `length`: more than MAX_LENGTH characters would be written
 * - `work`: it would take more than MAX_WORK
 */
export type SubstitutionErrorCode = "recursion" | "depth" | "length" | "work";

/** A template that exceeds a limit. `message` names variables, never values. */
export class SubstitutionError extends Error {
  readonly code: SubstitutionErrorCode;

  constructor(code: SubstitutionErrorCode, message: string) {
    super(message);
    this.name = "SubstitutionError";
    this.code = code;
  }
}
