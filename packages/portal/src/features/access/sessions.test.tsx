import { expect, it } from "vitest";
import { renderPage, renderPart } from "../../testing/render.tsx";
import { collectionOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { Sessions } from "./sessions.tsx";

const { answers } = stubFetch();
const session = {
  Id: "a1",
  Created: "2026-11-22T11:57:00.000Z",
  Expires: "2026-11-22T23:57:00.000Z",
  UserAgent: "Firefox/130",
  IpAddress: "192.0.2.1",
  IsCurrent: true,
};

it("lists the browsers in which a user is signed in", async () => {
  const other = { ...session, Id: "b2", UserAgent: "", IpAddress: null, IsCurrent: false };
  answers.set("/api/users/Users-7/sessions?take=1000", { body: collectionOf([session, other]) });
  const { text, html } = await renderPart(<Sessions userId="Users-7" />);
  expect(text).toContain("Sessions Sign out everywhere");
  expect(text).toContain("Firefox/130 192.0.2.1 This browser 3 minutes ago");
  expect(text).toContain("Unknown browser 3 minutes ago");
  expect(html).toContain('aria-label="End the session of Firefox/130"');
});

it("says so when there is none", async () => {
  answers.set("/api/users/Users-7/sessions?take=1000", { body: collectionOf([]) });
  const { text } = await renderPart(<Sessions userId="Users-7" />);
  expect(text).toBe("Sessions Not signed in anywhere.");
});

it("the account has a page with password and sessions", async () => {
  answers.set("/api/users/Users-1/sessions?take=1000", { body: collectionOf([session]) });
  const { text } = await renderPage("/Spaces-1/account/security");
  expect(text).toContain("Your password and sessions");
  expect(text).toContain("Change password");
  expect(text).toContain("This browser");
});
