import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { SCOPED_ROLE } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { RoleScopeText } from "./role-scope.tsx";

stubFetch();

it("limits are listed by kind; without one the role is not limited", async () => {
  const limited = { ...SCOPED_ROLE, EnvironmentIds: ["Environments-1", "Environments-2"] };
  const { text } = await renderPart(<RoleScopeText scope={limited} spaceId="Spaces-1" />);
  expect(text).toBe("Projects: Projects-1 Environments: Environments-1 , Environments-2");
  const unlimited = { ...SCOPED_ROLE, ProjectIds: [] };
  expect((await renderPart(<RoleScopeText scope={unlimited} spaceId={null} />)).text).toBe(
    "Not limited",
  );
});
