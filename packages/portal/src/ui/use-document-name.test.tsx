import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
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
