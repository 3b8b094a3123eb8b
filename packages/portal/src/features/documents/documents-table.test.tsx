import { expect, it } from "vitest";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { DocumentsTable } from "./documents-table.tsx";

const { answers } = stubFetch();

it("shows the columns of the kind, references by name", async () => {
  answers.set("/api/Spaces-1/projectgroups/all", {
    body: [{ Id: "ProjectGroups-1", Name: "All" }],
  });
  const documents = [
    { Id: "Projects-1", Name: "Web shop", ProjectGroupId: "ProjectGroups-1", LifecycleId: null },
  ];
  const { text } = await renderPart(
    <DocumentsTable kind={kindOfRoute("projects")} documents={documents} />,
  );
  expect(text).toBe("Name Project group Lifecycle Id Web shop All Projects-1");
});
