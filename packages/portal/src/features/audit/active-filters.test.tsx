import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { ActiveFilters } from "./active-filters.tsx";

const { answers } = stubFetch();
const none = () => undefined;

it("every active filter can be removed", async () => {
  answers.set("/api/Spaces-1/projects/all", { body: [{ Id: "Projects-1", Name: "Web shop" }] });
  const filters = {
    projects: ["projects-1", "Projects-9"],
    regarding: ["Environments-2"],
    from: "2026-11-01T12:00:00.000Z",
    correlationId: "c-7",
  };
  const { text, html } = await renderPart(<ActiveFilters filters={filters} onChange={none} />);
  expect(text).toContain("Project Web shop Project Projects-9 Regarding Environments-2");
  expect(text).toContain("From 1 Nov 2026 Operation c-7 Clear all");
  expect(html.match(/aria-label="Remove filter/g)).toHaveLength(5);
});

it("without a filter there is nothing to remove", async () => {
  expect((await renderPart(<ActiveFilters filters={{}} onChange={none} />)).text).toBe("");
});
