import { expect, it } from "vitest";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { renderPart } from "../../testing/render.tsx";
import { collectionOf } from "../../testing/samples.ts";
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

it("shows the last name of a deleted document, and who deleted it", async () => {
  const gone = { Id: "Projects-1", Name: "Old shop", DocumentType: "Projects" };
  answers.set("/api/events/deleteddocuments?ids=Projects-1", {
    body: collectionOf([{ ...gone, Deleted: "2026-11-20T09:00:00.000+00:00", DeletedBy: "alice" }]),
  });
  const { text } = await renderPart(frame());
  expect(text).toContain("Projects / Project Old shop Projects-1 Deleted");
  expect(text).toMatch(
    /This project was deleted by alice on .*20 Nov.*Its events are listed below\./,
  );
});
