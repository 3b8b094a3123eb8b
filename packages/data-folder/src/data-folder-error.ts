/**
 * `in-use`: another process has locked the folder; `key`: a key file does not contain a key;
 * `unusable`: the folder cannot be created or written, or others can read it.
 */
export type DataFolderErrorCode = "in-use" | "key" | "unusable";

/** A data folder that cannot be used. The message is for the operator. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
  readonly code: DataFolderErrorCode;

  constructor(code: DataFolderErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
