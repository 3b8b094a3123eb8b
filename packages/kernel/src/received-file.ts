/** A file that a client uploads. */
export interface ReceivedFile {
  /** The last part of the name that the client sent. It is not validated. */
  readonly fileName: string;
  /** Its bytes, readable once. Fails with 400 when the client disconnects, with 413 beyond the limit. */
  readonly content: AsyncIterable<Uint8Array>;
}
