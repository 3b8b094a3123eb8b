/** The identity of a ledger: its name and its verifier key. */
export interface LedgerIdentity {
  /** The first line of its checkpoints. */
  readonly origin: string;
  /** A C2SP verifier key string. */
  readonly verifierKey: string;
}

/** Where identities are remembered: the browser's storage for this server. */
export type Memory = Pick<Storage, "getItem" | "setItem">;

/** The name under which the identity is kept. */
const KEY = "indelible.ledger";

/**
 * The identity that was remembered on first use, or undefined when there is none or it cannot be
 * read. Trust on first use: a later change of the key is detected, a false key at first is not.
 */
export function rememberedLedger(memory: Memory): LedgerIdentity | undefined {
  const text = memory.getItem(KEY);
  return text === null ? undefined : parseIdentity(text);
}

/** Remembers an identity in place of any other. */
export function rememberLedger(memory: Memory, { origin, verifierKey }: LedgerIdentity): void {
  memory.setItem(KEY, JSON.stringify({ origin, verifierKey }));
}

/** Whether two identities are one. */
export function isSameLedger(a: LedgerIdentity, b: LedgerIdentity): boolean {
  return a.origin === b.origin && a.verifierKey === b.verifierKey;
}

function parseIdentity(text: string): LedgerIdentity | undefined {
  const { origin, verifierKey } = parseObject(text);
  if (typeof origin !== "string" || typeof verifierKey !== "string") return undefined;
  return { origin, verifierKey };
}

// What is kept can have been changed by anything that runs in this browser.
function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return { ...JSON.parse(text) };
  } catch {
    return {};
  }
}
