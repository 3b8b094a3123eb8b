import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { ReachName } from "./reach-name.tsx";

const { answers } = stubFetch();

it.each([
  ["Spaces-1", "Default"],
  ["Spaces-9", "Spaces-9"],
  [null, "System"],
])("%s is called %s", async (spaceId, name) => {
  answers.set("/api/spaces/all", { body: [{ Id: "Spaces-1", Name: "Default", IsDefault: true }] });
  expect((await renderPart(<ReachName spaceId={spaceId} />)).text).toBe(name);
});
