/**
 * The result of `work`, or that of `otherwise` if it takes longer than `milliseconds`. The work is
 * not ended; its result and its error are then ignored.
 */
export async function withinTime<T>(
  work: Promise<T>,
  milliseconds: number,
  otherwise: () => T,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise()), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
