import { formatVerifierKey, type VerifierKey } from "./keys.ts";

/** A log that may sign a checkpoint; its key has type "note" and the name of its origin. */
export interface PolicyLog {
  readonly key: VerifierKey;
  readonly url?: string;
}

/** A witness with its name in the policy; its key has type "cosignature". */
export interface PolicyWitness {
  readonly name: string;
  readonly key: VerifierKey;
  readonly url?: string;
}

/** Satisfied if at least `threshold` of the members (witnesses or earlier groups) are satisfied. */
export interface PolicyGroup {
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly string[];
}

/** Which checkpoints to accept (C2SP tlog-policy): signed by any of the logs, and by a quorum. */
export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** Each after the groups it refers to. */
  readonly groups: readonly PolicyGroup[];
  /**
   * Name of the witness or group that must be satisfied; undefined if no cosignature is required.
   */
  readonly quorum: string | undefined;
}

/** The policy in the text form of tlog-policy, thresholds as numbers. */
export function formatPolicy({ logs, witnesses, groups, quorum }: Policy): string {
  const lines = [
    ...logs.map(({ key, url }) => ["log", formatVerifierKey(key), url]),
    ...witnesses.map(({ name, key, url }) => ["witness", name, formatVerifierKey(key), url]),
    ...groups.map(({ name, threshold, members }) => ["group", name, threshold, ...members]),
    ["quorum", quorum ?? "none"],
  ];
  return lines.map((line) => `${line.filter((word) => word !== undefined).join(" ")}\n`).join("");
}

/**
 * Whether the quorum is met by the witnesses with these policy names, each of which must have a
 * verified cosignature. A witness counts once, however many lines it signed.
 */
export function isQuorumMet(policy: Policy, cosigners: ReadonlySet<string>): boolean {
  if (policy.quorum === undefined) return true;
  const met = new Set(
    policy.witnesses.map(({ name }) => name).filter((name) => cosigners.has(name)),
  );
  for (const { name, threshold, members } of policy.groups) {
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name);
  }
  return met.has(policy.quorum);
}
