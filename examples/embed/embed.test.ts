import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { buildPrograms, SHORT_LIVED } from "../../test/support/server-process.ts";

const MAIN = fileURLToPath(new URL("main.mjs", import.meta.url));

beforeAll(() => buildPrograms());

test("a service with its own document type has its changes recorded", () => {
  const output = execFileSync(process.execPath, [...SHORT_LIVED, MAIN], { encoding: "utf8" });
  const lines = output.trimEnd().split("\n");
  expect([lines[0], lines[2]]).toEqual([
    "Ada: Invoice 2026-17 was created",
    "Ada: Invoice 2026-17 was changed (Discount)",
  ]);
  const [created, changed] = [lines[1], lines[3]].map((line) => JSON.parse(line ?? ""));
  const BankPin = expect.stringMatching(/^sensitive-value-indicator:v1:/);
  const document = { Id: "Invoices-1", Number: "2026-17", Total: 120, BankPin };
  expect(created).toEqual({ DocumentContext: document, Differences: [] });
  expect(changed).toEqual({
    DocumentContext: created.DocumentContext,
    Differences: [{ op: "replace", path: "/Total", value: 96 }],
  });
  expect(output).not.toContain("4711");
});
