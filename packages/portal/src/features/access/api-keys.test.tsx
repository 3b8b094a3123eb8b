import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { collectionOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { ApiKeys } from "./api-keys.tsx";

const { answers } = stubFetch();
const key = {
  Id: "ApiKeys-1",
  Purpose: "release script",
  Hint: "API-AB",
  Created: "2026-11-01T09:00:00.000Z",
  Expires: null,
  LastUsedTimeStamp: "2026-11-22T11:57:00.000Z",
};

it("keys are listed with purpose, expiry and last use", async () => {
  const expired = { ...key, Id: "ApiKeys-2", Purpose: "", Expires: "2026-11-02T00:00:00.000Z" };
  const body = collectionOf([key, { ...expired, LastUsedTimeStamp: null }]);
  answers.set("/api/users/Users-7/apikeys?take=1000", { body });
  const { text, html } = await renderPart(<ApiKeys userId="Users-7" />);
  expect(text).toContain("release script API-AB What it did 1 Nov 2026 Never 3 minutes ago Revoke");
  expect(text).toContain("No purpose given API-AB What it did 1 Nov 2026 Expired Never Revoke");
  expect(html).toContain('aria-label="Revoke release script"');
  expect(html).toContain("apiKeys=ApiKeys-1");
});
