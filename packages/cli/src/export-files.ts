/** The files of an export besides tiles and entry bundles; see docs/formats/export.md. */
export const EXPORT_FILES = {
  checkpoint: "checkpoint",
  events: "events.jsonl",
  verifierKey: "verifier-key",
} as const;
