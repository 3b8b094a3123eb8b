/** The files of an export, without tiles and entry bundles; see docs/formats/export.md. */
export const EXPORT_FILES = {
  checkpoint: "checkpoint",
  events: "events.jsonl",
  personal: "personal.jsonl",
  verifierKey: "verifier-key",
  /** A folder with one file for each statement, from 1. */
  keyStatements: "key-statement",
  /** Of a closed log: the newest checkpoint whose entries are all left. */
  covered: "covered-checkpoint",
  /** Of a closed log: for each entry the index of its event in the current log. */
  places: "places",
} as const;
