/** An invalid schedule. The message is for the user who wrote it. */
export class ScheduleError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "ScheduleError";
  }
}

/** The message of the ScheduleError that `read` fails with; undefined if it succeeds. */
export function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof ScheduleError) return error.message;
    throw error;
  }
}
