import { createHash } from "node:crypto";
import { expect } from "vitest";
import {
  appendLeaves,
  completeSubtrees,
  EMPTY_EDGE,
  edgeTree,
  type Hash,
  type HashReader,
  hashLeaf,
  type KeyType,
  LedgerError,
  type LogFile,
  type LogReader,
  type NodeId,
  newSignerKey,
  type SignerKey,
} from "../src/index.ts";
import { nodeEd25519 } from "./ed25519-node.ts";

/** SHA-256 by Node, for speed and as a second implementation. */
export function nodeSha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

/** Bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes of a base64 text, decoded by Node. */
export function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}

/** Bytes of a hex text. */
export function fromHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "hex"));
}

/** The entry of the test trees: the text leaf-<index>. */
export function leafEntry(index: number): Uint8Array {
  return utf8(`leaf-${index}`);
}

/** All nodes of a tree in memory, with the root of every size up to its own. */
export function memoryTree(
  size: number,
  entry: (index: number) => Uint8Array = leafEntry,
): HashReader & { hash(node: NodeId): Hash; root(size: number): Hash } {
  const leaves = Array.from({ length: size }, (_, i) => hashLeaf(entry(i)));
  const levels: Hash[][] = [];
  for (const node of appendLeaves(EMPTY_EDGE, leaves).nodes) {
    levels[node.level] ??= [];
    levels[node.level]?.push(node.hash);
  }
  function hash({ level, index }: NodeId): Hash {
    const found = levels[level]?.[index];
    if (found === undefined) throw new RangeError(`no node ${level}/${index}`);
    return found;
  }
  return {
    hash,
    root: (n) => edgeTree({ size: n, hashes: completeSubtrees(0, n).map(hash) }).root,
    readHashes: async (wanted) => wanted.map(hash),
  };
}

/** RFC 6962's definition of the root, implemented literally: a slow reference implementation. */
export function definedRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return nodeSha256(new Uint8Array());
  if (leaves.length === 1) return only;
  let k = 1;
  while (2 * k < leaves.length) k *= 2;
  const [left, right] = [definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k))];
  return nodeSha256(Uint8Array.of(1, ...left, ...right));
}

/** A log in memory; `reads` counts how often each path was read. */
export function memoryLog(files: readonly LogFile[]): LogReader & {
  files: Map<string, Uint8Array>;
  reads: string[];
} {
  const contents = new Map(files.map(({ path, bytes }) => [path, bytes]));
  const reads: string[] = [];
  async function readFile(path: string): Promise<Uint8Array | undefined> {
    reads.push(path);
    return contents.get(path);
  }
  return { files: contents, reads, readFile };
}

/** What `toThrow` compares: a LedgerError with this code. */
export function rejection(code: string): object {
  return expect.objectContaining({ name: "LedgerError", code });
}

/**
 * The code of the error that `action` throws, or undefined; any other kind of error is thrown
 * again.
 */
export function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof LedgerError) return error.code;
    throw error;
  }
}

/** The code with which the promise is rejected, or undefined; any other error is thrown again. */
export async function rejectionCode(promise: Promise<unknown>): Promise<string | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    if (error instanceof LedgerError) return error.code;
    throw error;
  }
}

/** Copies of `bytes`, each with one bit flipped. */
export function* bitFlips(bytes: Uint8Array): Generator<Uint8Array> {
  for (let bit = 0; bit < 8 * bytes.length; bit++) {
    const copy = bytes.slice();
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield copy;
  }
}

/** A private test key whose seed is 32 times one byte. */
export function testKey(name: string, type: KeyType, seedByte: number): Promise<SignerKey> {
  return newSignerKey(name, type, new Uint8Array(32).fill(seedByte), nodeEd25519);
}
