import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { permissionsOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { Navigation } from "./navigation.tsx";

const { answers } = stubFetch();

it("shows the areas that the viewer may see", async () => {
  answers.set("/api/users/me/permissions", { body: permissionsOf(["ProjectView"], ["UserView"]) });
  const { text } = await renderPart(<Navigation />);
  expect(text).toBe("Deploy Projects Configuration Audit Ledger Users Spaces");
});

it("shows everything while the permissions are unknown", async () => {
  answers.set("/api/users/me/permissions", { status: 500 });
  expect((await renderPart(<Navigation />)).text).toContain("Deployment targets");
});
