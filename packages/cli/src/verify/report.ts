import { formatHash, type TreeHead } from "@indelible/ledger";
import type { Finding } from "@indelible/trail";

/** What any verification comes to. */
export interface Report {
  readonly head: TreeHead;
  readonly findings: readonly Finding[];
  /** All findings, those left out of `findings` included. */
  readonly findingsCount: number;
  /** What the reader should know besides: by which key, what could not be seen. */
  readonly remarks: readonly string[];
}

/** The report as one JSON object; the root is in Base64, as in checkpoints. */
export function formatJson({ head, findings, findingsCount }: Report): string {
  const { size } = head;
  const root = formatHash(head.root);
  return JSON.stringify({ ok: findingsCount === 0, size, root, findings, findingsCount });
}

/** The report for a reader: one line for each finding, and the outcome last. */
export function formatText({ head, findings, findingsCount }: Report): string {
  const rest = findingsCount - findings.length;
  const lines = findings.map(({ kind, eventId, index, detail }) => {
    const where = index === null ? "" : ` (entry ${index})`;
    return `${kind.padEnd(10)} ${eventId ?? "the ledger"}${where}: ${detail}`;
  });
  if (rest > 0) lines.push(`and ${rest} more`);
  const root = `root ${formatHash(head.root)}`;
  const outcome = findingsCount === 0 ? "Verified" : `NOT verified, ${findingsCount} found wrong`;
  return [...lines, `${outcome}: ${head.size} entries, ${root}`].join("\n");
}
