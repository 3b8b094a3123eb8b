import { useState } from "react";
import classes from "./differences.module.css";
import { type LinePair, pairLines } from "./line-pairs.ts";
import { markWords } from "./marked-lines.ts";
import { type LineSection, lineSections, type TextLine } from "./text-lines.ts";
import { TextRuns } from "./text-runs.tsx";
import type { DifferenceLayout } from "./use-layout.ts";

interface ComparisonProps {
  readonly before: string;
  readonly after: string;
  readonly layout: DifferenceLayout;
}

/** Two texts of several lines, line by line, with unchanged stretches folded away. */
export function LineComparison({ before, after, layout }: ComparisonProps) {
  const sections = lineSections(before, after);
  return (
    <div className={classes.lines} data-layout={layout}>
      {sections.map((section) => (
        <Section key={sectionKey(section)} section={section} layout={layout} />
      ))}
    </div>
  );
}

interface SectionProps {
  readonly section: LineSection;
  readonly layout: DifferenceLayout;
}

function Section({ section, layout }: SectionProps) {
  const [unfolded, unfold] = useState(false);
  if (section.folded && !unfolded)
    return (
      <button type="button" className={classes.fold} onClick={() => unfold(true)}>
        {`Show ${section.lines.length} unchanged lines`}
      </button>
    );
  const lines = markWords(section.lines);
  return layout === "inline"
    ? lines.map((line) => <InlineLine key={lineKey(line)} line={line} />)
    : pairLines(lines).map((pair) => <PairedLine key={pairKey(pair)} pair={pair} />);
}

function InlineLine({ line }: { line: TextLine }) {
  return (
    <div className={classes.line} data-side={line.side}>
      <span className={classes.number}>{line.oldNumber}</span>
      <span className={classes.number}>{line.newNumber}</span>
      <LineText line={line} />
    </div>
  );
}

function PairedLine({ pair: { old, now } }: { pair: LinePair }) {
  return (
    <div className={classes.paired}>
      <Half line={old} number={old?.oldNumber} />
      <Half line={now} number={now?.newNumber} />
    </div>
  );
}

function Half({ line, number }: { line: TextLine | undefined; number: number | undefined }) {
  return (
    <div className={classes.half} data-side={line?.side ?? "none"}>
      <span className={classes.number}>{number}</span>
      {line && <LineText line={line} />}
    </div>
  );
}

const signs = { both: " ", old: "−", new: "+" } as const;

// The sign is text, so that colour is not the only difference between old and new.
function LineText({ line: { side, text, runs } }: { line: TextLine }) {
  return (
    <code className={classes.code}>
      {signs[side]} {runs ? <TextRuns runs={runs} /> : text}
    </code>
  );
}

function sectionKey({ lines }: LineSection): string {
  return lines[0] ? lineKey(lines[0]) : "";
}

function lineKey(line: TextLine): string {
  return `${line.oldNumber ?? ""}:${line.newNumber ?? ""}`;
}

function pairKey({ old, now }: LinePair): string {
  return `${old?.oldNumber ?? ""}:${now?.newNumber ?? ""}`;
}
