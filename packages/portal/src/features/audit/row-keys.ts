import type { TimelineRow } from "./timeline.ts";

/** Where a key leads from the focused event. */
export type RowStep = "next" | "previous" | "first" | "last";

const anywhere: Readonly<Record<string, RowStep>> = { j: "next", k: "previous" };
const insideList: Readonly<Record<string, RowStep>> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
};

/** The movement for a key. Arrow keys only count while the list has the focus: otherwise they scroll the page. */
export function stepOfKey(event: { readonly key: string }, inList: boolean): RowStep | undefined {
  return anywhere[event.key] ?? (inList ? insideList[event.key] : undefined);
}

/** The index of the event row a step leads to from row `from` (undefined: none has the focus), if any. */
export function nextEventRow(
  rows: readonly TimelineRow[],
  from: number | undefined,
  step: RowStep,
): number | undefined {
  const isEvent = (row: TimelineRow) => row.kind === "event";
  const first = rows.findIndex(isEvent);
  if (first < 0) return undefined;
  if (step === "last") return rows.findLastIndex(isEvent);
  if (step === "first" || from === undefined) return first;
  const found =
    step === "next"
      ? rows.findIndex((row, index) => index > from && isEvent(row))
      : rows.findLastIndex((row, index) => index < from && isEvent(row));
  return found < 0 ? undefined : found;
}
