/**
 * Fields that determine where secrets are sent. A caller who changes one of them has to send these
 * secrets again, or must be able to see the documents that contain them.
 */
export interface DestinationRule {
  /** JSON Pointers (RFC 6901) of the fields: `/FeedUri`. */
  readonly at: readonly string[];
  /** JSON Pointers of the secrets of the document itself. */
  readonly secrets?: readonly string[];
  /** JSON Pointers of references to the documents that contain the secrets: `/Endpoint/AccountId`. */
  readonly uses?: readonly string[];
}
