import { decodeUtf8, encodeUtf8 } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { type KeyType, parseVerifierKey, type VerifierKey } from "./keys.ts";
import { parseDecimal } from "./numbers.ts";
import type { Policy, PolicyGroup, PolicyLog, PolicyWitness } from "./policy.ts";

/** Longest policy in bytes, room for hundreds of logs, witnesses and groups. */
export const MAX_POLICY_BYTES = 262_144;

/**
 * Reads a witness policy (C2SP tlog-policy). POLICY_MALFORMED contains the line and the problem: a
 * name that is not defined above or is defined twice, a witness or group that is a member twice, a
 * public key listed twice, a key of the wrong type, a missing or repeated quorum. Invalid keys
 * throw the errors of `parseVerifierKey`.
 */
export function parsePolicy(input: string | Uint8Array): Policy {
  const draft = new PolicyDraft();
  policyLines(input).forEach((line, i) => {
    const words = line.split(/[\t ]+/).filter((word) => word !== "");
    const fault = words[0]?.startsWith("#") ? undefined : draft.add(words.map(decodeWord));
    if (fault !== undefined) throw malformed(`line ${i + 1}: ${fault}`);
  });
  return draft.finish();
}

/** The lines with one character per byte, since comments may contain bytes that are not UTF-8. */
function policyLines(input: string | Uint8Array): string[] {
  const bytes = typeof input === "string" ? encodeUtf8(input) : input;
  if (bytes === undefined || bytes.length > MAX_POLICY_BYTES) throw malformed("it is too long");
  const octets = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  if (!/^[\t\n\x20-\x7e\x80-\xff]*$/.test(octets)) throw malformed("it has a control character");
  const lines = octets.split("\n");
  if (lines.pop() !== "") throw malformed("the final line feed is missing");
  return lines;
}

/** A word as text; undefined if its bytes are not UTF-8. */
function decodeWord(octets: string): string | undefined {
  return decodeUtf8(Uint8Array.from(octets, (character) => character.charCodeAt(0)));
}

/** A policy under construction. Each method returns the problem of a line, or undefined. */
class PolicyDraft {
  readonly #logs: PolicyLog[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #groups: PolicyGroup[] = [];
  readonly #names = new Set<string>();
  readonly #members = new Set<string>();
  #quorum: string | undefined;

  add(words: readonly (string | undefined)[]): string | undefined {
    const known = words.filter((word) => word !== undefined);
    if (known.length < words.length) return "a word is not valid UTF-8";
    const [keyword, ...rest] = known;
    if (keyword === undefined) return undefined;
    if (keyword === "log") return this.#addLog(rest);
    if (keyword === "witness") return this.#addWitness(rest);
    if (keyword === "group") return this.#addGroup(rest);
    if (keyword === "quorum") return this.#setQuorum(rest);
    return "it does not start with log, witness, group or quorum";
  }

  finish(): Policy {
    if (this.#quorum === undefined) throw malformed("the quorum line is missing");
    return {
      logs: this.#logs,
      witnesses: this.#witnesses,
      groups: this.#groups,
      quorum: this.#quorum === "none" ? undefined : this.#quorum,
    };
  }

  #addLog([text = "", url, ...surplus]: readonly string[]): string | undefined {
    if (surplus.length > 0) return "a log has a key and optionally a URL";
    const key = parseVerifierKey(text);
    const fault = keyFault(key, "note", this.#logs);
    if (fault === undefined) this.#logs.push({ key, ...(url === undefined ? {} : { url }) });
    return fault;
  }

  #addWitness([name = "", text = "", url, ...surplus]: readonly string[]): string | undefined {
    if (surplus.length > 0) return "a witness has a name, a key and optionally a URL";
    const key = parseVerifierKey(text);
    const fault = keyFault(key, "cosignature", this.#witnesses) ?? this.#define(name);
    if (fault !== undefined) return fault;
    this.#witnesses.push({ name, key, ...(url === undefined ? {} : { url }) });
    return undefined;
  }

  #addGroup([name = "", count = "", ...members]: readonly string[]): string | undefined {
    const threshold = thresholdOf(count, members.length);
    if (threshold === undefined) return "a group needs all, any or a number of its members";
    for (const member of members) {
      if (!this.#names.has(member)) return `${member} is not defined above`;
      if (this.#members.has(member)) return `${member} is already a member`;
      this.#members.add(member);
    }
    this.#groups.push({ name, threshold, members });
    return this.#define(name);
  }

  #setQuorum([name = "", ...surplus]: readonly string[]): string | undefined {
    if (surplus.length > 0) return "a quorum has exactly one name";
    if (this.#quorum !== undefined) return "there is already a quorum";
    if (name !== "none" && !this.#names.has(name)) return `${name} is not defined above`;
    this.#quorum = name;
    return undefined;
  }

  #define(name: string): string | undefined {
    if (name === "none") return "the name none is reserved";
    if (this.#names.has(name)) return `${name} is already defined`;
    this.#names.add(name);
    return undefined;
  }
}

/** A public key may be listed once among the logs and once among the witnesses, under any name. */
function keyFault(
  key: VerifierKey,
  type: KeyType,
  listed: readonly { readonly key: VerifierKey }[],
): string | undefined {
  if (key.type !== type) return `the key does not have the type of ${type} keys`;
  const text = String(key.publicKey);
  return listed.some((other) => String(other.key.publicKey) === text)
    ? "the public key is already listed"
    : undefined;
}

function thresholdOf(count: string, members: number): number | undefined {
  if (members === 0) return undefined;
  if (count === "all") return members;
  if (count === "any") return 1;
  const threshold = parseDecimal(count) ?? 0;
  return threshold >= 1 && threshold <= members ? threshold : undefined;
}

function malformed(why: string): LedgerError {
  return new LedgerError("POLICY_MALFORMED", `This is not a policy: ${why}.`);
}
