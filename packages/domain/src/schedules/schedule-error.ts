/** Why a schedule cannot be kept, as a sentence for whoever wrote it. */
export class ScheduleError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "ScheduleError";
  }
}
