/** The secrets are too long together to be masked. `message` never has a secret. */
export class MaskingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MaskingError";
  }
}
