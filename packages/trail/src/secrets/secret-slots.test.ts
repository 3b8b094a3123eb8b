import { describe, expect, test } from "vitest";
import { documentType } from "../document/document-type.ts";
import type { Json } from "../json/json.ts";
import {
  isKeptSecret,
  presentable,
  secretSlots,
  secretUpdate,
  withoutSecrets,
} from "./secret-slots.ts";

const KEPT = { Kept: "sealed:v1:xyz", Indicator: "sensitive-value-indicator:v1:abc" };

const type = documentType({
  prefix: "Things",
  label: "Thing",
  sensitive: [
    { at: "/Password", keeping: "verifier", shape: "null" },
    { at: "/Token", keeping: "sealed", shape: "object" },
    {
      at: "/Variables/*/Value",
      when: { field: "IsSensitive", equals: true },
      keeping: "sealed",
      shape: "null",
    },
    { at: "/Properties/*", when: "shaped", keeping: "sealed", shape: "object" },
  ],
  hidden: ["/Digest"],
});

describe("the places of secrets", () => {
  test("separate fields, marked fields, and values of their form", () => {
    const body = {
      Variables: [
        { Id: "v1", IsSensitive: true, Value: "a" },
        { Id: "v2", IsSensitive: false, Value: "b" },
        { IsSensitive: true },
      ],
      Properties: { plain: "c", secret: { HasValue: true, NewValue: "d" }, other: { Value: "e" } },
    };
    expect(secretSlots(type, body).map(({ address }) => address)).toEqual([
      "/Password",
      "/Token",
      "#v1/Value",
      "/Variables/2/Value",
      "/Properties/secret",
    ]);
  });
});

test.each<[Json | undefined, unknown]>([
  ["text", { secret: "text" }],
  ["", { secret: "" }],
  [{ NewValue: "new" }, { secret: "new" }],
  [{ HasValue: true, NewValue: "new" }, { secret: "new" }],
  [{ HasValue: false, NewValue: "new" }, { secret: "new" }],
  [{ HasValue: false }, "clear"],
  [{ HasValue: false, NewValue: null }, "clear"],
  [{ HasValue: true, NewValue: null }, "keep"],
  [{ HasValue: true }, "keep"],
  [{}, "keep"],
  [null, "keep"],
  [undefined, "keep"],
  [KEPT, "keep"],
])("%j is the update %j", (value, update) => {
  expect(secretUpdate(value)).toEqual(update);
});

describe("what is shown", () => {
  const body = {
    Name: "n",
    Password: KEPT,
    Token: KEPT,
    Digest: "d",
    Variables: [
      { Id: "v1", IsSensitive: true, Value: KEPT },
      { Id: "v2", IsSensitive: false, Value: "b" },
    ],
    Properties: { plain: "c", secret: KEPT },
  };

  test("an event shows indicators, and nothing hidden", () => {
    expect(withoutSecrets(type, body)).toEqual({
      Name: "n",
      Password: KEPT.Indicator,
      Token: KEPT.Indicator,
      Variables: [
        { Id: "v1", IsSensitive: true, Value: KEPT.Indicator },
        { Id: "v2", IsSensitive: false, Value: "b" },
      ],
      Properties: { plain: "c", secret: KEPT.Indicator },
    });
  });

  test("the API shows that there is a value, or null", () => {
    const there = { HasValue: true, NewValue: null, Hint: null };
    expect(presentable(type, body)).toEqual({
      Name: "n",
      Password: null,
      Token: there,
      Variables: [
        { Id: "v1", IsSensitive: true, Value: null },
        { Id: "v2", IsSensitive: false, Value: "b" },
      ],
      Properties: { plain: "c", secret: there },
    });
  });

  test("an empty place is shown without a value", () => {
    expect(presentable(type, { Password: null, Token: null })).toEqual({
      Password: null,
      Token: { HasValue: false, NewValue: null, Hint: null },
    });
  });

  test("a value that was never sealed is not shown either", () => {
    const careless = { Password: "plain", Token: { NewValue: "plain" } };
    expect(JSON.stringify(withoutSecrets(type, careless))).not.toContain("plain");
    expect(JSON.stringify(presentable(type, careless))).not.toContain("plain");
  });

  test("the stored body stays as it was", () => {
    const before = structuredClone(body);
    withoutSecrets(type, body);
    presentable(type, body);
    expect(body).toEqual(before);
  });
});

test.each([
  [KEPT, true],
  [{ Kept: "x", Indicator: null }, true],
  [{ Kept: 1, Indicator: "y" }, false],
  [{ Kept: "x" }, false],
  ["sealed:v1:xyz", false],
  [null, false],
])("%j is a kept secret: %s", (value, kept) => {
  expect(isKeptSecret(value as Json)).toBe(kept);
});
