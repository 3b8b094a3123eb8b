/** Resolves when the process is asked to end: SIGTERM from the system, SIGINT from the keyboard. */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}
