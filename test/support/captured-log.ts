import { createLogger } from "@indelible/server";

/** An entry of a server's log. */
export interface LogEntry {
  readonly level: string;
  readonly time: string;
  readonly msg: string;
  readonly requestId?: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly err?: {
    readonly type: string;
    readonly message: string;
    readonly code?: string;
    readonly stack: string;
  };
}

/** A log that a test reads. */
export interface CapturedLog {
  readonly logger: ReturnType<typeof createLogger>;
  /** What was written, line by line. */
  readonly lines: readonly string[];
  entries(): LogEntry[];
  /** The entries of level `error` and worse. */
  errors(): LogEntry[];
}

/** Captures what a server logs, by default at every level. */
export function captureLog(level: "trace" | "error" = "trace"): CapturedLog {
  const lines: string[] = [];
  const stream = { write: (line: string) => lines.push(line) };
  const entries = () => lines.map((line) => JSON.parse(line) as LogEntry);
  return {
    logger: createLogger({ level, clock: () => new Date(), stream }),
    lines,
    entries,
    errors: () => entries().filter(({ level }) => level === "error" || level === "fatal"),
  };
}
