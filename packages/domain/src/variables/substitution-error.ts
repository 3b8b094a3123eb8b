/**
 * Why a substitution was refused:
 * - `recursion`: the value of a variable needs itself
 * - `depth`: values and blocks stand in one another deeper than MAX_DEPTH
 * - `length`: more than MAX_LENGTH characters were written
 * - `work`: it would take more than MAX_WORK
 */
export type SubstitutionErrorCode = "recursion" | "depth" | "length" | "work";

/** The error of a template that goes beyond a limit. `message` names variables, never values. */
export class SubstitutionError extends Error {
  readonly code: SubstitutionErrorCode;

  constructor(code: SubstitutionErrorCode, message: string) {
    super(message);
    this.name = "SubstitutionError";
    this.code = code;
  }
}
