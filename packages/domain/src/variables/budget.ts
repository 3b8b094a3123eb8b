import { MAX_LENGTH, MAX_WORK } from "./limits.ts";
import { SubstitutionError } from "./substitution-error.ts";

/** The remaining output and work of one substitution. */
export class Budget {
  #length = MAX_LENGTH;
  #work = MAX_WORK;

  /** Counts characters before they are written. SubstitutionError `length` beyond MAX_LENGTH. */
  write(characters: number): void {
    this.#length -= characters;
    if (this.#length < 0) {
      throw new SubstitutionError(
        "length",
        `Replacing the variables in a text would write more than ${MAX_LENGTH} characters.`,
      );
    }
  }

  /** Counts work before it is done. SubstitutionError `work` beyond MAX_WORK. */
  work(units: number): void {
    this.#work -= units;
    if (this.#work < 0) {
      throw new SubstitutionError(
        "work",
        "Replacing the variables in a text would take too long: it has too many tags, items or searches.",
      );
    }
  }
}
