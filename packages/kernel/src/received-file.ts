/** A file on its way in. */
export interface ReceivedFile {
  /** The last part of the name that the client gave; it may be anything. */
  readonly fileName: string;
  /** Its bytes, to be read once. Fails with 400 when the client breaks off, 413 beyond the limit. */
  readonly content: AsyncIterable<Uint8Array>;
}
