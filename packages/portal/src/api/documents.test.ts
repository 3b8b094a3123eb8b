import { expect, it } from "vitest";
import { kindOfRoute } from "../model/documents/document-kinds.ts";
import { ALICE } from "../testing/samples.ts";
import { stubFetch } from "../testing/stub-fetch.ts";
import { allDocumentsQuery, documentKeys, documentQuery } from "./documents.ts";
import { createQueryClient } from "./query-client.ts";

const { answers } = stubFetch();

it("a document and all documents have the type of their route", async () => {
  const users = kindOfRoute("users");
  answers.set("/api/users/Users-7", { body: ALICE });
  answers.set("/api/users/all", { body: [ALICE] });
  const client = createQueryClient();
  const one = await client.fetchQuery(documentQuery(users, "Spaces-1", "Users-7"));
  const username: string = one.Username;
  expect(username).toBe("alice");
  const [first] = await client.fetchQuery(allDocumentsQuery(users));
  expect(first?.IsActive).toBe(true);
});

it("every page of every search has a key below that of its kind", () => {
  const key = documentKeys.list("projects", "Spaces-1", "web", 2);
  expect(key.slice(0, 3)).toEqual(documentKeys.kind("projects", "Spaces-1"));
  expect(documentKeys.list("projects", "Spaces-1", "web", 3)).not.toEqual(key);
  expect(documentKeys.all).toEqual(key.slice(0, 1));
});
