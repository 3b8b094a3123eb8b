import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { collectionOf } from "../testing/samples.ts";
import { stubFetch } from "../testing/stub-fetch.ts";
import {
  deletedChoicesQuery,
  deletedName,
  useDeletedDocument,
  useNamedChoices,
} from "./deleted-documents.ts";
import { createQueryClient } from "./query-client.ts";

const { answers, seen } = stubFetch();

function Name({ id }: { id: string }) {
  return useDeletedDocument(id)?.Name ?? "none";
}

it("deleted documents of a type are offered, marked as deleted", async () => {
  const body = collectionOf([{ Id: "Projects-3", Name: "Old shop", DocumentType: "Projects" }]);
  answers.set("/api/Spaces-1/events/deleteddocuments?documentTypes=Projects&take=1000", { body });
  const query = deletedChoicesQuery("/api/Spaces-1", "Projects");
  expect(await createQueryClient().fetchQuery(query)).toEqual([
    { id: "Projects-3", name: "Old shop (deleted)" },
  ]);
  expect(deletedName({ Name: "Bea" })).toBe("Bea (deleted)");
});

it("nobody is offered anything who may not see events", async () => {
  answers.set("/api/events/deleteddocuments?documentTypes=Users&take=1000", { status: 403 });
  const query = deletedChoicesQuery("/api", "Users");
  expect(await createQueryClient().fetchQuery(query)).toEqual([]);
});

it("one is found by its id; the system is not looked up", async () => {
  const body = collectionOf([{ Id: "Users-3", Name: "Bea", DocumentType: "Users" }]);
  answers.set("/api/events/deleteddocuments?ids=Users-3", { body });
  expect((await renderPart(<Name id="Users-3" />)).text).toBe("Bea");
  expect((await renderPart(<Name id="users-system" />)).text).toBe("none");
  expect(seen.map(({ path }) => path)).toEqual(["/api/events/deleteddocuments?ids=Users-3"]);
});

function Names({ chosen }: { chosen: readonly string[] }) {
  const choices = useNamedChoices([{ id: "Projects-1", name: "Web shop" }], chosen);
  return choices.map(({ name }) => name).join(", ");
}

it("what is chosen and deleted has its last name, what is hidden its id", async () => {
  const body = collectionOf([{ Id: "Projects-3", Name: "Old shop", DocumentType: "Projects" }]);
  answers.set("/api/events/deleteddocuments?ids=Projects-3,Projects-4", { body });
  const chosen = ["Projects-1", "Projects-3", "Projects-4"];
  expect((await renderPart(<Names chosen={chosen} />)).text).toBe(
    "Web shop, Old shop (deleted), Projects-4",
  );
});
