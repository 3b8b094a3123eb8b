/** How a service that embeds the trail writes rows of its own within a commit's statement. */
export interface CommitPart {
  /** Names the part within the statement: lower-case letters and underscores, at most 20. */
  readonly name: string;
  /**
   * An `insert`, `update` or `delete` over `$rows`, a json array, that returns one row for each that
   * it touches: the commit is stale, and nothing of it happens, when one of the rows is not touched.
   */
  readonly sql: string;
}
