import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { collectionOf } from "../testing/samples.ts";
import { stubFetch } from "../testing/stub-fetch.ts";
import { useDocumentName } from "./use-document-name.ts";

const { answers } = stubFetch();

function Name({ id }: { id: string }) {
  return useDocumentName(id, "Spaces-1");
}

it.each([
  ["Projects-3", "Web shop"],
  ["deploymentprocess-Projects-3", "Deployment process of Web shop"],
  ["Projects-9", "Projects-9"],
  ["Releases-1", "Releases-1"],
  ["odd", "odd"],
])("the name of %s is %s", async (id, name) => {
  answers.set("/api/Spaces-1/projects/all", { body: [{ Id: "Projects-3", Name: "Web shop" }] });
  expect((await renderPart(<Name id={id} />)).text).toBe(name);
});

it("a deleted document has its last name, marked as deleted", async () => {
  answers.set("/api/Spaces-1/projects/all", { body: [] });
  answers.set("/api/events/deleteddocuments?ids=Projects-3", {
    body: collectionOf([{ Id: "Projects-3", Name: "Old shop", DocumentType: "Projects" }]),
  });
  expect((await renderPart(<Name id="Projects-3" />)).text).toBe("Old shop (deleted)");
  expect((await renderPart(<Name id="variableset-Projects-3" />)).text).toBe(
    "Variable set of Old shop (deleted)",
  );
});
