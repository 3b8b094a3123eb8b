/** The identity of a ledger: its name and its verifier key. */
export interface LedgerIdentity {
  /** The first line of its checkpoints. */
  readonly origin: string;
  /** A C2SP verifier key string. */
  readonly verifierKey: string;
  /**
   * Signed statements of the server that replace keys. They need not be trusted: only those that the
   * key, or one that they connect with it, signed have an effect. Not stored.
   */
  readonly statements?: readonly string[];
}

/** The browser's storage for this server, where identities are stored. */
export type Memory = Pick<Storage, "getItem" | "setItem">;

/** The key of the identity in the storage. */
const KEY = "indelible.ledger";

/**
 * The stored identity, or undefined when there is none or it cannot be read. Trust on first use: a later change of the key is detected, a false key at first is not.
 */
export function storedLedger(memory: Memory): LedgerIdentity | undefined {
  const text = memory.getItem(KEY);
  return text === null ? undefined : parseIdentity(text);
}

/** Stores an identity and replaces the previous one. */
export function storeLedger(memory: Memory, { origin, verifierKey }: LedgerIdentity): void {
  memory.setItem(KEY, JSON.stringify({ origin, verifierKey }));
}

/** Whether two identities are equal. */
export function isSameLedger(a: LedgerIdentity, b: LedgerIdentity): boolean {
  return a.origin === b.origin && a.verifierKey === b.verifierKey;
}

function parseIdentity(text: string): LedgerIdentity | undefined {
  const { origin, verifierKey } = parseObject(text);
  if (typeof origin !== "string" || typeof verifierKey !== "string") return undefined;
  return { origin, verifierKey };
}

// Any code in this browser can have changed the stored value.
function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return { ...JSON.parse(text) };
  } catch {
    return {};
  }
}
