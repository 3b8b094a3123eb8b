/** An HTTP answer of a witness. */
export interface WitnessAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** An answer of plain text, sent as it is. */
export function textAnswer(status: number, body: string): WitnessAnswer {
  return { status, contentType: "text/plain; charset=utf-8", body };
}

/** An answer of one sentence for a person, on a line of its own. */
export function sentenceAnswer(status: number, sentence: string): WitnessAnswer {
  return textAnswer(status, `${sentence}\n`);
}
