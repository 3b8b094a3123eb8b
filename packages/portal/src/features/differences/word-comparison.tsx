import classes from "./differences.module.css";
import { TextRuns } from "./text-runs.tsx";
import { sideOf, type TextRun, wordRuns } from "./text-words.ts";
import type { DifferenceLayout } from "./use-layout.ts";

interface ComparisonProps {
  readonly before: string;
  readonly after: string;
  readonly layout: DifferenceLayout;
}

/** Two short texts with the differing words marked. */
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
  return (
    <div className={classes.side} data-side={side}>
      <span className={classes.sign} aria-hidden="true">
        {side === "old" ? "−" : "+"}
      </span>
      <div className={classes.value}>
        <TextRuns runs={runs} />
      </div>
    </div>
  );
}
