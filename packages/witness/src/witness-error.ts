/**
 * `logs`: the list of logs to watch cannot be used; `key`: the state folder contains another key;
 * `state`: the stored checkpoint of a log is damaged, not cosigned with the witness's key, or older
 * than a checkpoint that the witness has cosigned.
 */
export type WitnessErrorCode = "logs" | "key" | "state";

/** Why a witness cannot start, or signs nothing for a log. The message is for the operator. */
export class WitnessError extends Error {
  override readonly name = "WitnessError";
  readonly code: WitnessErrorCode;

  constructor(code: WitnessErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
