import { expect, it } from "vitest";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { DocumentFrame } from "./document-frame.tsx";

const { answers } = stubFetch();

function frame() {
  return (
    <DocumentFrame kind={kindOfRoute("projects")} documentId="Projects-1" actions={() => "actions"}>
      {(document) => `content of ${document.Id}`}
    </DocumentFrame>
  );
}

it("shows name, id, actions and content of a document", async () => {
  answers.set("/api/Spaces-1/projects/Projects-1", {
    body: { Id: "Projects-1", Name: "Web shop" },
  });
  const { text } = await renderPart(frame());
  expect(text).toContain("Projects / Project Web shop Projects-1 actions content of Projects-1");
});

it("shows an error in place of the content, without actions", async () => {
  answers.set("/api/Spaces-1/projects/Projects-1", { status: 500 });
  const { text } = await renderPart(frame());
  expect(text).toContain("The project could not be read The server answered with status 500.");
  expect(text).not.toContain("actions");
});
