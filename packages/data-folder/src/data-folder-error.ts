/** `in-use`: another process holds the folder; `key`: a key file holds something else. */
export type DataFolderErrorCode = "in-use" | "key";

/** A data folder that cannot be used; the message is one sentence for its operator. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
  readonly code: DataFolderErrorCode;

  constructor(code: DataFolderErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
