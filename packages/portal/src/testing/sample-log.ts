import {
  createSigner,
  EMPTY_LOG_EDGE,
  formatCheckpoint,
  formatVerifierKey,
  growLog,
  type LogReader,
  newSignerKey,
  type Signer,
  signNote,
} from "@indelible/ledger";

/** The name of the sample log. */
export const ORIGIN = "indelible/test";
const key = await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(1));
/** The verifier key of the sample log. */
export const VERIFIER_KEY = formatVerifierKey(key);

/** A log of `size` entries, the first `common` of which are the same under every name. */
export function sampleLog(name: string, size: number, common = 0) {
  const entries = Array.from({ length: size }, (_, i) =>
    new TextEncoder().encode(`${i < common ? "common" : name}${i}`),
  );
  const files = new Map<string, Uint8Array>();
  let edge = EMPTY_LOG_EDGE;
  for (const entry of entries) {
    const growth = growLog(edge, [entry]);
    for (const { path, bytes } of growth.files) files.set(path, bytes);
    edge = growth.edge;
  }
  const reader: LogReader = { readFile: async (path) => files.get(path) };
  const noteAt = (at: number, cosigners: readonly Signer[] = []) => {
    const { tree: head } = growLog(EMPTY_LOG_EDGE, entries.slice(0, at));
    const text = formatCheckpoint({ origin: ORIGIN, ...head, extensions: [] });
    return signNote(text, [createSigner(key), ...cosigners]);
  };
  return { reader, noteAt };
}
