/**
 * `logs`: the list of logs to watch cannot be used; `key`: the state folder contains another key.
 */
export type WitnessErrorCode = "logs" | "key";

/** Why a witness cannot start. The message is for the operator. */
export class WitnessError extends Error {
  override readonly name = "WitnessError";
  readonly code: WitnessErrorCode;

  constructor(code: WitnessErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
