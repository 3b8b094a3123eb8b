import { defineDocument, idOf, name, object, secret } from "@indelible/domain";
import { expect, it } from "vitest";
import { kindOf } from "../../model/documents/document-kinds.ts";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { DocumentForm } from "./document-form.tsx";

const { answers } = stubFetch();
const none = () => undefined;

/** A type that nothing in the portal knows. */
const contracts = kindOf(
  defineDocument({
    prefix: "Contracts",
    label: "Contract",
    route: "contracts",
    permissions: {
      view: "TenantView",
      create: "TenantCreate",
      edit: "TenantEdit",
      delete: "TenantDelete",
    },
    schema: object({
      Name: name(),
      ProjectId: idOf("Projects"),
      Seal: secret("sealed", "object"),
    }),
    example: () => ({ Name: "Upkeep" }),
  }),
);

it("a document of a type that has only a definition can be created", async () => {
  answers.set("/api/Spaces-1/projects/all", { body: [{ Id: "Projects-1", Name: "Web shop" }] });
  const { text } = await renderPart(
    <DocumentForm kind={contracts} onCancel={none} onSaved={none} />,
  );
  expect(text).toMatch(/^Name \* Project \* .*Seal Cancel Add contract$/);
});

it("a document of a type that has only a definition can be edited", async () => {
  answers.set("/api/Spaces-1/projects/all", { body: [{ Id: "Projects-1", Name: "Web shop" }] });
  const document = {
    Id: "Contracts-1",
    Name: "Upkeep",
    ProjectId: "Projects-1",
    Seal: { HasValue: true, NewValue: null },
  };
  const { text, html } = await renderPart(
    <DocumentForm kind={contracts} document={document} onCancel={none} onSaved={none} />,
  );
  expect(html).toContain('value="Upkeep"');
  expect(html).toContain('value="Web shop"');
  expect(text).toMatch(/Keep Replace Remove Cancel Save$/);
});
