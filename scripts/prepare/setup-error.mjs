/**
 * The machine or the clone is not ready, and this program cannot fix it; the message is one
 * sentence for the user.
 */
export class SetupError extends Error {
  /** @override */
  name = "SetupError";
}
