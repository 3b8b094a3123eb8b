const tones: ReadonlyMap<string, string> = new Map([
  ["Cosigned", "good"],
  ["Waiting", "attention"],
  ["Failing", "attention"],
  ["Alarm", "bad"],
]);

/** The tone of a witness's state; undefined (grey) for a neutral state. */
export function witnessTone(state: string): string | undefined {
  return tones.get(state);
}
