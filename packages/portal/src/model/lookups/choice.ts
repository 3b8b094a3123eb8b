/** A document or a word that can be chosen: its id and the name that people know. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}
