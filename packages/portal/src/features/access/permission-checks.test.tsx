import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { PermissionChecks } from "./permission-checks.tsx";

const { answers } = stubFetch();

it("no permissions, a note in their place", async () => {
  answers.set("/api/permissions/all", { body: {} });
  const { text } = await renderPart(
    <PermissionChecks level="space" chosen={[]} onChange={() => undefined} />,
  );
  expect(text).toBe("No permission matches the search.");
});
