import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { AuditToolbar } from "./audit-toolbar.tsx";
import { PICKERS } from "./picker.ts";

stubFetch();

it("has a button for every filter, with the number of chosen values", async () => {
  const { text } = await renderPart(
    <AuditToolbar filters={{ users: ["Users-1", "Users-2"] }} onChange={() => undefined} />,
  );
  for (const { label } of PICKERS) expect(text).toContain(label);
  expect(text).toMatch(/User\W+2/);
});
