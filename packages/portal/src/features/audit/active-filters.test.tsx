import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { collectionOf } from "../../testing/samples.ts";
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

it("deleted documents and spaces have their last names, and can be removed too", async () => {
  const deleted = (type: string, Id: string, Name: string, base = "/api/Spaces-1") => {
    const path = `${base}/events/deleteddocuments?documentTypes=${type}&take=1000`;
    answers.set(path, { body: collectionOf([{ Id, Name, DocumentType: type }]) });
  };
  deleted("Spaces", "Spaces-9", "Old space", "/api");
  deleted("Users", "Users-9", "Bea", "/api");
  deleted("Tenants", "Tenants-9", "Acme");
  answers.set("/api/events/deleteddocuments?ids=ApiKeys-9", {
    body: collectionOf([{ Id: "ApiKeys-9", Name: "build", DocumentType: "ApiKeys" }]),
  });
  const filters = {
    spaces: ["Spaces-9"],
    users: ["Users-9"],
    tenants: ["Tenants-9"],
    tags: ["Region/North"],
    apiKeys: ["ApiKeys-9"],
  };
  const { text, html } = await renderPart(<ActiveFilters filters={filters} onChange={none} />);
  expect(text).toContain("Space Old space (deleted) User Bea (deleted) Tenant Acme (deleted)");
  expect(text).toContain("Tag Region/North API key build (deleted) Clear all");
  expect(html.match(/aria-label="Remove filter/g)).toHaveLength(5);
});

it("all spaces are no filter to remove", async () => {
  const filters = { spaces: ["all"], includeSystem: true } as const;
  expect((await renderPart(<ActiveFilters filters={filters} onChange={none} />)).text).toBe("");
});
