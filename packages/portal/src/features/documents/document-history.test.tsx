import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { DocumentHistory } from "./document-history.tsx";

const { seen } = stubFetch();

it("asks for the events of the document in every space", async () => {
  const { text } = await renderPart(<DocumentHistory documentId="Environments-2" />);
  const [request] = seen.filter(({ path }) => path.startsWith("/api/events?"));
  const query = new URLSearchParams(request?.path.split("?")[1]);
  expect(query.get("regarding")).toBe("Environments-2");
  expect(query.get("spaces")).toBe("all");
  expect(query.get("includeSystem")).toBe("true");
  expect(text).toContain("History Open in Audit");
});
