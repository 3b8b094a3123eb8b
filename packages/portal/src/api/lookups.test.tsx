import { describe, expect, it } from "vitest";
import { kindOfRoute } from "../model/documents/document-kinds.ts";
import { renderPart } from "../testing/render.tsx";
import { collectionOf } from "../testing/samples.ts";
import { stubFetch } from "../testing/stub-fetch.ts";
import { choicesQuery, useDocumentChoices } from "./lookups.ts";
import { createQueryClient } from "./query-client.ts";

const { answers } = stubFetch();

function Choices({ routes }: { routes: readonly string[] }) {
  return JSON.stringify(useDocumentChoices(routes.map(kindOfRoute), "Spaces-1"));
}

const choicesOf = async (...routes: string[]) =>
  JSON.parse((await renderPart(<Choices routes={routes} />)).text);

it("documents of several kinds are offered by name", async () => {
  answers.set("/api/Spaces-1/projects/all", { body: [{ Id: "Projects-1", Name: "Same" }] });
  answers.set("/api/Spaces-1/tenants/all", { body: [{ Id: "Tenants-1", Name: "Same" }] });
  expect(await choicesOf("projects", "tenants")).toEqual([
    { id: "Projects-1", name: "Same (Projects-1)" },
    { id: "Tenants-1", name: "Same (Tenants-1)" },
  ]);
});

it("of a kind with many documents the newest are offered", async () => {
  const body = collectionOf([{ Id: "Releases-1", Version: "1.0.0" }]);
  answers.set("/api/Spaces-1/releases?take=100", { body });
  expect(await choicesOf("releases")).toEqual([{ id: "Releases-1", name: "1.0.0" }]);
});

it("there is nothing to offer where nothing may be listed", async () => {
  answers.set("/api/Spaces-1/projects/all", { status: 403 });
  expect(await choicesOf("projects")).toBeNull();
  expect(await choicesOf()).toBeNull();
});

describe("choices", () => {
  it("are named and sorted, people by the name shown", async () => {
    const body = [
      { Id: "Users-2", Username: "zoe", DisplayName: "Zoe" },
      { Id: "Users-1", Username: "alice" },
      { Id: "Users-3" },
    ];
    answers.set("/api/users/all", { body });
    expect(await createQueryClient().fetchQuery(choicesQuery("/api/users/all"))).toEqual([
      { id: "Users-1", name: "alice" },
      { id: "Users-3", name: "Users-3" },
      { id: "Users-2", name: "Zoe" },
    ]);
  });

  it.each([403, 404])("are withheld without an error on %i", async (status) => {
    answers.set("/api/users/all", { status, body: { ErrorMessage: "No.", Errors: [] } });
    expect(await createQueryClient().fetchQuery(choicesQuery("/api/users/all"))).toBeNull();
  });
});
