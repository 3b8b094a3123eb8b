import { type Change, type ChangeKind, changes } from "@indelible/trail/pure";
import type { ChangeDetails } from "../../model/answers/resources.ts";
import { propertyName } from "../../model/format/property-name.ts";

/** One change as the page shows it. */
export interface ReadableChange {
  readonly kind: ChangeKind;
  /** The place from the outside in: properties as words, items of a list by their own name. */
  readonly label: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  /** For an item moved within its list: its old and new position, counted from 1. */
  readonly positions?: readonly [from: number, to: number];
}

/**
 * The changes of an event, or null when its differences cannot be applied to its document: the page
 * then shows the recorded differences.
 */
export function readableChanges(details: ChangeDetails): readonly ReadableChange[] | null {
  try {
    return changes(details.DocumentContext ?? null, details.Differences ?? []).map(readable);
  } catch (error) {
    if (error instanceof Error && error.name === "JsonError") return null;
    throw error;
  }
}

function readable(change: Change): ReadableChange {
  const { kind, before, after } = change;
  const label = change.path.map(segmentLabel);
  const positions =
    kind === "moved" && typeof before === "number" && typeof after === "number"
      ? { positions: [before + 1, after + 1] as const }
      : {};
  return { kind, label, before, after, ...positions };
}

// A label that differs from its key is an item's own name; a bare index is a position from 0.
function segmentLabel({ key, label }: { key: string; label: string }): string {
  if (label !== key) return label;
  return /^\d+$/.test(key) ? `#${Number(key) + 1}` : propertyName(key);
}
