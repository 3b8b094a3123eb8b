/** An HTTP response of a witness. */
export interface WitnessAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A response of plain text, unchanged. */
export function textAnswer(status: number, body: string): WitnessAnswer {
  return { status, contentType: "text/plain; charset=utf-8", body };
}

/** A response with a message on a separate line. */
export function sentenceAnswer(status: number, sentence: string): WitnessAnswer {
  return textAnswer(status, `${sentence}\n`);
}
