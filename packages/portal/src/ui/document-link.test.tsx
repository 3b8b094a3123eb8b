import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { stubFetch } from "../testing/stub-fetch.ts";
import { DocumentLink, NamedDocumentLink } from "./document-link.tsx";

const { answers } = stubFetch();

it("leads to the page of the document, in its own space", async () => {
  const { html } = await renderPart(
    <DocumentLink id="Projects-3" spaceId="Spaces-2">
      Web shop
    </DocumentLink>,
  );
  expect(html).toContain('href="/Spaces-2/projects/Projects-3"');
});

it("is plain text where no page can show the document", async () => {
  const { html, text } = await renderPart(<DocumentLink id="ApiKeys-3">key</DocumentLink>);
  expect(text).toBe("key");
  expect(html).not.toContain("href");
});

it("has the current name, or the id where the viewer may not see the name", async () => {
  answers.set("/api/Spaces-1/projects/all", { body: [{ Id: "Projects-3", Name: "Web shop" }] });
  expect((await renderPart(<NamedDocumentLink id="Projects-3" />)).text).toBe("Web shop");
  expect((await renderPart(<NamedDocumentLink id="Environments-3" />)).text).toBe("Environments-3");
});
