import { formatHash, type TreeHead } from "@indelible/ledger";
import type { Finding } from "@indelible/trail";

/** The result of a verification. */
export interface Report {
  readonly head: TreeHead;
  readonly findings: readonly Finding[];
  /** Number of all findings, including those left out of `findings`. */
  readonly findingsCount: number;
  /** Additional information: the key that was used, what could not be checked. */
  readonly remarks: readonly string[];
}

/** The report as one JSON object; the root is in Base64, as in checkpoints. */
export function formatJson({ head, findings, findingsCount }: Report): string {
  const { size } = head;
  const root = formatHash(head.root);
  return JSON.stringify({ ok: findingsCount === 0, size, root, findings, findingsCount });
}

/** The report as text: one line for each finding, then the result. */
export function formatText({ head, findings, findingsCount }: Report): string {
  const rest = findingsCount - findings.length;
  const lines = findings.map(({ kind, eventId, index, detail }) => {
    // Without an event and an entry, the sentence names what it is about.
    if (eventId === null && index === null) return `${kind.padEnd(10)} ${detail}`;
    const where = index === null ? "" : ` (entry ${index})`;
    return `${kind.padEnd(10)} ${eventId ?? "the ledger"}${where}: ${detail}`;
  });
  if (rest > 0) lines.push(`and ${rest} more`);
  const root = `root ${formatHash(head.root)}`;
  const outcome = findingsCount === 0 ? "Verified" : `NOT verified, ${findingsCount} finding(s)`;
  return [...lines, `${outcome}: ${head.size} entries, ${root}`].join("\n");
}
