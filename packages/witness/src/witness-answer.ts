import { type RefusalReason, refusalOf } from "./refusal.ts";

/** An HTTP response of a witness. */
export interface WitnessAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Further headers, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A response of plain text, unchanged. */
export function textAnswer(status: number, body: string): WitnessAnswer {
  return { status, contentType: "text/plain; charset=utf-8", body };
}

/** A response with a message on a separate line. */
export function sentenceAnswer(status: number, sentence: string): WitnessAnswer {
  return textAnswer(status, `${sentence}\n`);
}

/** The response to a refused request. */
export function refusalAnswer(reason: RefusalReason): WitnessAnswer {
  const { status, message } = refusalOf(reason);
  return sentenceAnswer(status, message);
}
