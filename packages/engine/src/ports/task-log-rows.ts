/** The status of an activity. API reference, section 6. */
export type ActivityStatus =
  | "Pending"
  | "Running"
  | "Success"
  | "Failed"
  | "Skipped"
  | "SuccessWithWarning"
  | "Canceled";

/** The category of a log line. */
export type LogCategory = "Verbose" | "Info" | "Highlight" | "Warning" | "Error";

/** A stored activity: a part of a task, such as a step. */
export interface ActivityRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly place: number;
  readonly name: string;
  status: ActivityStatus;
  started: Date | null;
  ended: Date | null;
}

/** A stored log line. */
export interface LogLine {
  readonly number: number;
  readonly activity_id: string;
  readonly category: LogCategory;
  readonly occurred: Date;
  readonly text: string;
}
