/**
 * The machine or the clone is not ready and this program cannot help it; the message is one
 * sentence for the reader.
 */
export class SetupError extends Error {
  /** @override */
  name = "SetupError";
}
