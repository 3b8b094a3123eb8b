import { type RefObject, useEffect } from "react";
import { nextEventRow, stepOfKey } from "./row-keys.ts";
import type { TimelineRow } from "./timeline.ts";

/** Moves the focus from event to event by the keys of `stepOfKey`, bringing far rows into the page first. */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  rows: readonly TimelineRow[],
  bringIntoPage: (index: number) => void,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inside = list.current?.contains(document.activeElement) ?? false;
      const step = isTyping(event) ? undefined : stepOfKey(event, inside);
      if (step === undefined) return;
      const next = nextEventRow(rows, focusedRow(list.current), step);
      if (next === undefined) return;
      event.preventDefault();
      focusRow(list, next, bringIntoPage);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [list, rows, bringIntoPage]);
}

function focusRow(
  list: RefObject<HTMLElement | null>,
  index: number,
  bringIntoPage: (index: number) => void,
): void {
  const button = () =>
    list.current?.querySelector<HTMLElement>(`[data-index="${index}"] button[data-toggle]`);
  const near = button();
  if (near) {
    near.focus({ preventScroll: true });
    near.scrollIntoView({ block: "nearest" });
    return;
  }
  bringIntoPage(index);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => button()?.focus({ preventScroll: true })),
  );
}

function focusedRow(list: HTMLElement | null): number | undefined {
  const row = document.activeElement?.closest<HTMLElement>("[data-index]");
  return row && list?.contains(row) ? Number(row.dataset.index) : undefined;
}

// Keys belong to whatever is being typed into, and to open menus and dialogs.
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  return (
    target instanceof Element &&
    target.closest(
      "input, textarea, select, [role=dialog], [role=listbox], [role=menu], [role=radiogroup]",
    ) !== null
  );
}
