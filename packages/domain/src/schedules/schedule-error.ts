/** Why a schedule cannot be kept, as a sentence for whoever wrote it. */
export class ScheduleError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "ScheduleError";
  }
}

/** What keeps a schedule from being read, as a sentence; undefined if nothing does. */
export function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof ScheduleError) return error.message;
    throw error;
  }
}
