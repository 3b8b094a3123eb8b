import { formatHash, type TreeHead } from "@indelible/ledger";
import { type LedgerAlarm, ledgerAlarm } from "./ledger-alarm.ts";

/** The state of a ledger before a batch: docs/adr/one-voice.md. */
export interface LedgerFacts {
  /** The kept checkpoint (K). */
  readonly kept: TreeHead | undefined;
  /** The newest published checkpoint that the ledger's key signed (P). */
  readonly published: TreeHead | undefined;
  /** Whether there are checkpoints of another key or another origin, and none of this ledger. */
  readonly hasForeign: boolean;
  /** Whether the log is not the first one: it started with one entry, after another was closed. */
  readonly isLater: boolean;
  /** The stored tree (T). */
  readonly stored: {
    /** Number of its entries. */
    readonly size: number;
    /** Whether its first entries give the root of K; false where there is no K. */
    readonly holdsKept: boolean;
    /** Whether its first entries give the root of P; false where there is no P. */
    readonly holdsPublished: boolean;
    /** Whether no event was ever recorded. */
    readonly isNew: boolean;
  };
}

/** The next step. */
export type Verdict =
  /** Sign, keep and publish the checkpoint of size 0. */
  | { readonly kind: "begin" }
  /** Publish K. */
  | { readonly kind: "publish" }
  /** Keep P as K. */
  | { readonly kind: "adopt" }
  /** Sign, keep and publish the stored entries after K. */
  | { readonly kind: "sign" }
  /** The ledger is in order: append the waiting events. */
  | { readonly kind: "append" }
  /** Sign nothing. */
  | { readonly kind: "alarm"; readonly alarm: LedgerAlarm };

/** The state table as a function. Pure. */
export function judge(facts: LedgerFacts): Verdict {
  const { kept, published } = facts;
  if (kept === undefined) {
    return published === undefined ? withoutCheckpoints(facts) : firstSight(published, facts);
  }
  if (published === undefined) return withoutPublished(kept, facts);
  return compared(kept, published, facts);
}

function withoutCheckpoints({ hasForeign, stored }: LedgerFacts): Verdict {
  if (hasForeign) return foreignKey();
  if (stored.isNew && stored.size === 0) return { kind: "begin" };
  return alarm("missing", "Events are recorded, but the ledger has no checkpoint.");
}

function firstSight(published: TreeHead, { stored }: LedgerFacts): Verdict {
  if (stored.size < published.size) return smaller(published, stored.size);
  return stored.holdsPublished ? { kind: "adopt" } : contradiction(published);
}

/** The first checkpoint of a log was kept, and a crash kept it from being published. */
function withoutPublished(kept: TreeHead, { hasForeign, isLater, stored }: LedgerFacts): Verdict {
  if (hasForeign) return foreignKey();
  const isOpening = isLater && kept.size === 1 && stored.holdsKept;
  if (kept.size === 0 || isOpening) return { kind: "publish" };
  return alarm(
    "missing",
    `This server signed ${kept.size} entries, but the database has no checkpoint of its ledger.`,
  );
}

function compared(kept: TreeHead, published: TreeHead, { stored }: LedgerFacts): Verdict {
  const larger = published.size > kept.size ? published : kept;
  if (stored.size < larger.size) return smaller(larger, stored.size);
  if (!stored.holdsKept) return contradiction(kept);
  if (!stored.holdsPublished) return contradiction(published);
  if (published.size > kept.size) return { kind: "adopt" };
  if (published.size < kept.size) return { kind: "publish" };
  return { kind: stored.size > kept.size ? "sign" : "append" };
}

function smaller(signed: TreeHead, size: number): Verdict {
  const found = `The ledger was signed with ${signed.size} entries, but the database has only ${size}.`;
  return alarm("smaller", found);
}

function contradiction({ size, root }: TreeHead): Verdict {
  const found = `The first ${size} entries in the database do not have the root ${formatHash(root)} that was signed.`;
  return alarm("contradiction", found);
}

function foreignKey(): Verdict {
  const found = "The checkpoints in the database have another key or another origin.";
  return alarm("foreign-key", found);
}

function alarm(...of: Parameters<typeof ledgerAlarm>): Verdict {
  return { kind: "alarm", alarm: ledgerAlarm(...of) };
}
