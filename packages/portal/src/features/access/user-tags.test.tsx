import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { ALICE, ROBOT } from "../../testing/samples.ts";
import { UserKind, UserState } from "./user-tags.tsx";

it.each([
  [ALICE, "Person Active"],
  [ROBOT, "Service account Deactivated"],
])("kind and state of $Username", async (user, text) => {
  const tags = await renderPart(
    <>
      <UserKind user={user} />
      <UserState user={user} />
    </>,
  );
  expect(tags.text).toBe(text);
});
