/** The error of secrets that are more than a masker can look for. `message` never holds one. */
export class MaskingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MaskingError";
  }
}
