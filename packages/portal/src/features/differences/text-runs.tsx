import type { TextRun } from "./text-words.ts";

/** Text of one side of a comparison, with the text that the other side does not have marked as deleted or inserted. */
export function TextRuns({ runs }: { runs: readonly TextRun[] }) {
  return runs.map((run, index) => {
    const Mark = run.side === "both" ? "span" : run.side === "old" ? "del" : "ins";
    // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a recorded text never move
    return <Mark key={index}>{run.text}</Mark>;
  });
}
