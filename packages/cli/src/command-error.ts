/** Why a command could not do its work; the message is one sentence for the person at the keyboard. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
