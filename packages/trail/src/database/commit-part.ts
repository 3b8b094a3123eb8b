/** How a service that embeds the trail writes its own rows in the statement of a commit. */
export interface CommitPart {
  /** The name of the part in the statement: at most 20 lower-case letters and underscores. */
  readonly name: string;
  /**
   * An `insert`, `update` or `delete` over `$rows`, a json array, that returns one row for each row
   * that it touches. If it does not touch all rows, the whole commit fails as stale.
   */
  readonly sql: string;
}
