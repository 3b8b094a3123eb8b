import { readFileSync } from "node:fs";
import { DOCUMENT_LIMIT, LARGE_DOCUMENT_LIMIT, type SizeLimit } from "@indelible/trail/pure";
import { expect, test } from "vitest";
import { DOCUMENT_DEFINITIONS } from "./index.ts";

const page = readFileSync(new URL("../../../../docs/formats/api.md", import.meta.url), "utf8");
const number = (value: number) => value.toLocaleString("en-US");

function row(name: string, { bytes, items }: SizeLimit): string {
  return `| ${name} | ${number(bytes)} | ${number(items)} |`;
}

test("the limit of each document type is documented", () => {
  const large = DOCUMENT_DEFINITIONS.filter(({ limit }) => limit !== DOCUMENT_LIMIT);
  expect(new Set(large.map(({ limit }) => limit))).toEqual(new Set([LARGE_DOCUMENT_LIMIT]));
  for (const { plural } of large) expect(page).toContain(row(plural, LARGE_DOCUMENT_LIMIT));
  expect(page.split(row("", LARGE_DOCUMENT_LIMIT).slice(4)).length - 1).toBe(large.length);
  expect(page).toContain(row("all others", DOCUMENT_LIMIT));
});
