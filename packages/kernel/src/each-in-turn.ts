/**
 * Does something with each of some items, one after another. One that fails holds up none of the
 * others: what went wrong is thrown when all have had their turn.
 */
export async function eachInTurn<Item>(
  items: Iterable<Item>,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  for (const item of items) {
    await act(item).catch((error: unknown) => errors.push(...reasonsOf(error)));
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} could not be done.`);
}

/** Turns may hold turns. */
function reasonsOf(error: unknown): readonly unknown[] {
  return error instanceof AggregateError ? error.errors : [error];
}
