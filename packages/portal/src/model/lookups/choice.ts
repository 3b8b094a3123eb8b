/** A document or a word that can be chosen: its id and the name that users know. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}
