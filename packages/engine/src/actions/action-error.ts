/** An action that makes no sense; its message is a sentence for the task's log. */
export class ActionError extends Error {
  override readonly name = "ActionError";
}
