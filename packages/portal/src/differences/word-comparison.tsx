import classes from "./differences.module.css";
import { sideOf, type TextRun, wordRuns } from "./text-words.ts";
import type { DifferenceLayout } from "./use-layout.ts";

interface ComparisonProps {
  readonly before: string;
  readonly after: string;
  readonly layout: DifferenceLayout;
}

/** Two short texts with the words marked that differ. */
export function WordComparison({ before, after, layout }: ComparisonProps) {
  const runs = wordRuns(before, after);
  return (
    <div className={classes.pair} data-layout={layout}>
      <Side side="old" runs={sideOf(runs, "old")} />
      <Side side="new" runs={sideOf(runs, "new")} />
    </div>
  );
}

function Side({ side, runs }: { side: "old" | "new"; runs: readonly TextRun[] }) {
  const Mark = side === "old" ? "del" : "ins";
  return (
    <div className={classes.side} data-side={side}>
      <span className={classes.sign} aria-hidden="true">
        {side === "old" ? "−" : "+"}
      </span>
      <div className={classes.value}>
        {runs.map((run, index) =>
          run.side === "both" ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a recorded text never move
            <span key={index}>{run.text}</span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a recorded text never move
            <Mark key={index}>{run.text}</Mark>
          ),
        )}
      </div>
    </div>
  );
}
