import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { permissionsOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { EffectivePermissions } from "./effective-permissions.tsx";

const { answers } = stubFetch();
const path = "/api/users/Users-7/permissions";

it("permissions are grouped by space, and say when some are hidden", async () => {
  const body = { ...permissionsOf(["EventView"], ["UserView"]), IsPermissionsComplete: false };
  answers.set(path, { body });
  const { text } = await renderPart(<EffectivePermissions userId="Users-7" />);
  expect(text).toContain("System Not limited 1 permission");
  expect(text).toContain("Spaces-1 Not limited 1 permission");
  expect(text).toContain("Spaces that you may not see are left out.");
});

it("a user without permissions has none", async () => {
  answers.set(path, { body: permissionsOf([]) });
  expect((await renderPart(<EffectivePermissions userId="Users-7" />)).text).toContain(
    "No permissions: no team of this user has a role.",
  );
});
