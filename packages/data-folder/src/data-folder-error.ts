/** A data folder that cannot be used; the message is one sentence for its operator. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
  /** `in-use` by another process, or a `key` file that holds no key. */
  readonly code: "in-use" | "key";

  constructor(code: "in-use" | "key", message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
