/** `logs`: the list of logs to watch cannot be used; `key`: the state folder holds another key. */
export type WitnessErrorCode = "logs" | "key";

/** Why a witness cannot start; the message is one sentence for its operator. */
export class WitnessError extends Error {
  override readonly name = "WitnessError";
  readonly code: WitnessErrorCode;

  constructor(code: WitnessErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
