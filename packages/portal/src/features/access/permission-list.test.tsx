import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { PermissionList } from "./permission-list.tsx";

const { answers } = stubFetch();

it.each([
  [["EventView", "UserEdit"], "", "EventView See events UserEdit"],
  [["EventView", "UserEdit"], "events", "EventView See events"],
  [["EventView"], "nothing like it", "No permission matches the search."],
  [[], "", "None."],
])("%j under the search %j", async (permissions, search, text) => {
  answers.set("/api/permissions/all", { body: { EventView: { Description: "See events" } } });
  const list = await renderPart(<PermissionList permissions={permissions} search={search} />);
  expect(list.text).toBe(text);
});
