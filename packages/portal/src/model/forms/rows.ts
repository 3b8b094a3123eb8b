import { type FormRow, membersIn, textIn } from "./form-value.ts";

/** What to call a row: the name that the user gave it, else its number from 1. */
export function rowTitle(row: FormRow, index: number): string {
  return row.Name || textIn(membersIn(row.Value).Name) || `Item ${index + 1}`;
}

/** The rows with one moved by one place; the same rows where there is no such place. */
export function moved(rows: readonly FormRow[], index: number, by: 1 | -1): readonly FormRow[] {
  const row = rows[index];
  const other = rows[index + by];
  if (row === undefined || other === undefined) return rows;
  return rows.with(index, other).with(index + by, row);
}
