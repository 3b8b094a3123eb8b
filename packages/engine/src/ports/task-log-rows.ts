/** How a part of a task stands. API reference, section 6. */
export type ActivityStatus =
  | "Pending"
  | "Running"
  | "Success"
  | "Failed"
  | "Skipped"
  | "SuccessWithWarning"
  | "Canceled";

/** What kind of line it is. */
export type LogCategory = "Verbose" | "Info" | "Highlight" | "Warning" | "Error";

/** A part of a task as it is kept. */
export interface ActivityRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly place: number;
  readonly name: string;
  status: ActivityStatus;
  started: Date | null;
  ended: Date | null;
}

/** A line of a log as it is kept. */
export interface LogLine {
  readonly number: number;
  readonly activity_id: string;
  readonly category: LogCategory;
  readonly occurred: Date;
  readonly text: string;
}
