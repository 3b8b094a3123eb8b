import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { PropertyTree } from "./property-tree.tsx";
import { INDICATOR_PREFIX } from "./secret.ts";

const { answers } = stubFetch();

it.each<[unknown, string]>([
  [null, "none"],
  ["", "empty"],
  [true, "yes"],
  [false, "no"],
  [7, "7"],
  [[], "none"],
  [{}, "no properties"],
  [`${INDICATOR_PREFIX}1:abc`, "Secret value"],
  [{ IsDisabled: true, Roles: ["web", "db"] }, "Is disabled yes Roles web db"],
  [{ Id: "Projects-1" }, "Id Projects-1"],
  [{ Password: { HasValue: true, NewValue: null } }, "Password Secret value"],
  [{ Password: { HasValue: false, NewValue: null } }, "Password not set"],
])("%j reads %s", async (value, text) => {
  expect((await renderPart(<PropertyTree value={value} />)).text).toBe(text);
});

it("ids are links by name, times are exact", async () => {
  answers.set("/api/Spaces-1/projects/all", { body: [{ Id: "Projects-1", Name: "Web shop" }] });
  const value = { ProjectId: "Projects-1", Created: "2026-11-22T10:00:00.000Z" };
  const { html, text } = await renderPart(<PropertyTree value={value} />);
  expect(text).toContain("Project Web shop Created 22 Nov 2026");
  expect(html).toContain('href="/Spaces-1/projects/Projects-1"');
});
