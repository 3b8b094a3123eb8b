/** An action that cannot run; its message is for the task's log. */
export class ActionError extends Error {
  override readonly name = "ActionError";
}
