/**
 * Calls `act` for each item, one after another. A failure does not stop the others: all errors are
 * thrown at the end, as one `AggregateError`.
 */
export async function eachInTurn<Item>(
  items: Iterable<Item>,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  for (const item of items) {
    await act(item).catch((error: unknown) => errors.push(...reasonsOf(error)));
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} failed.`);
}

/** The errors of a nested `eachInTurn` count one by one. */
function reasonsOf(error: unknown): readonly unknown[] {
  return error instanceof AggregateError ? error.errors : [error];
}
