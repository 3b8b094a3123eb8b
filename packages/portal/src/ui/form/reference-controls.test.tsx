import { idOf, idsOf, object, optionalIdOf } from "@indelible/domain";
import { expect, it } from "vitest";
import { renderFields } from "../../testing/render-field.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("a reference is picked by name", async () => {
  answers.set("/api/Spaces-1/projectgroups/all", {
    body: [{ Id: "ProjectGroups-1", Name: "All" }],
  });
  const { html } = await renderFields(object({ ProjectGroupId: idOf("ProjectGroups") }), {
    ProjectGroupId: "ProjectGroups-1",
  });
  expect(html).toContain('value="All"');
});

it("a reference that may be missing says that it is", async () => {
  answers.set("/api/Spaces-1/lifecycles/all", { body: [] });
  const { html } = await renderFields(object({ LifecycleId: optionalIdOf("Lifecycles") }));
  expect(html).toContain('placeholder="None"');
});

it("several references are shown by name, those without a name by id", async () => {
  answers.set("/api/Spaces-1/environments/all", { body: [{ Id: "Environments-1", Name: "Test" }] });
  const { text } = await renderFields(object({ EnvironmentIds: idsOf("Environments") }), {
    EnvironmentIds: ["Environments-1", "Environments-9"],
  });
  expect(text).toContain("Environments Test Environments-9");
});

it("ids are typed where the viewer may not list the documents", async () => {
  answers.set("/api/Spaces-1/projects/all", { status: 403 });
  const { text } = await renderFields(object({ ProjectId: idOf("Projects") }));
  expect(text).toContain("Type an id such as Projects-1.");
});
