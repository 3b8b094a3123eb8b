/** A command failed for a known reason; the message is one sentence for the user. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
