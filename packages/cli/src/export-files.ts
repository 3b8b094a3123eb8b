/** The files of an export, without tiles and entry bundles; see docs/formats/export.md. */
export const EXPORT_FILES = {
  checkpoint: "checkpoint",
  events: "events.jsonl",
  personal: "personal.jsonl",
  verifierKey: "verifier-key",
} as const;
