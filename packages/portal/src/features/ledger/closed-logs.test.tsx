import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { ClosedLogs } from "./closed-logs.tsx";

it("shows at how many entries a log was closed, and how many are missing", async () => {
  const log = { Origin: "a/b", Size: 1_200, MissingEntries: 34 };
  const { text } = await renderPart(
    <ClosedLogs logs={[{ ...log, ClosedOn: "2026-11-22T10:00:00.000Z" }]} />,
  );
  expect(text).toContain("Closed logs");
  expect(text).toContain("a/b 1,200 34");
});

it("without closed logs there is no section", async () => {
  expect((await renderPart(<ClosedLogs logs={[]} />)).text).toBe("");
});
