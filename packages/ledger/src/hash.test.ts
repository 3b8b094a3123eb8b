import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, fixed, hash } from "../tests/arbitraries.ts";
import { nodeSha256, rejection } from "../tests/support.ts";
import {
  emptyRoot,
  formatHash,
  hashChildren,
  hashLeaf,
  parseHash,
  requireHashes,
  type Sha256,
} from "./hash.ts";

describe("tree hashes", () => {
  it("put 0 before a leaf and 1 before a pair", () => {
    const seen: Uint8Array[] = [];
    const spy: Sha256 = (input) => {
      seen.push(input.slice());
      return nodeSha256(input);
    };
    hashLeaf(Uint8Array.of(7, 8), spy);
    hashChildren(new Uint8Array(32).fill(1), new Uint8Array(32).fill(2), spy);
    expect(seen[0]).toEqual(Uint8Array.of(0, 7, 8));
    expect(seen[1]).toEqual(
      Uint8Array.of(1, ...new Array<number>(32).fill(1), ...new Array<number>(32).fill(2)),
    );
  });

  it("are the same with any right SHA-256", () => {
    fc.assert(
      fc.property(bytes(0, 300), hash, hash, (entry, left, right) => {
        expect(hashLeaf(entry)).toEqual(hashLeaf(entry, nodeSha256));
        expect(hashChildren(left, right)).toEqual(hashChildren(left, right, nodeSha256));
      }),
      fixed,
    );
  });

  it("keep a leaf of 64 bytes apart from an inner node", () => {
    const pair = new Uint8Array(64).fill(5);
    expect(hashLeaf(pair)).not.toEqual(hashChildren(pair.subarray(0, 32), pair.subarray(32)));
  });

  it("give the empty tree a separate root", () => {
    expect(emptyRoot()).toEqual(nodeSha256(new Uint8Array()));
    emptyRoot().fill(0);
    expect(emptyRoot()).toEqual(nodeSha256(new Uint8Array()));
  });
});

describe("hash text", () => {
  it("reads back", () => {
    fc.assert(
      fc.property(hash, (value) => {
        expect(formatHash(value)).toHaveLength(44);
        expect(parseHash(formatHash(value))).toEqual(value);
      }),
      fixed,
    );
  });

  it.each([0, 31, 33])("refuses %i bytes", (length) => {
    expect(parseHash(Buffer.alloc(length).toString("base64"))).toBeUndefined();
    expect(() => formatHash(new Uint8Array(length))).toThrow(rejection("ARGUMENT_INVALID"));
  });

  it("refuses 64 hex digits", () => {
    expect(parseHash("00".repeat(32))).toBeUndefined();
  });
});

it("requireHashes names what is wrong", () => {
  expect(() => requireHashes([new Uint8Array(32)], "leaf hash")).not.toThrow();
  expect(() => requireHashes([new Uint8Array(31)], "leaf hash")).toThrow(/leaf hash/);
});
