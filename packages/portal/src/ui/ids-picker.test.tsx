import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { stubFetch } from "../testing/stub-fetch.ts";
import { IdsPicker } from "./ids-picker.tsx";

const { answers } = stubFetch();

function picker(values: readonly string[]) {
  const none = () => undefined;
  return (
    <IdsPicker
      route="projects"
      spaceId="Spaces-1"
      label="Projects"
      values={values}
      onChange={none}
    />
  );
}

it("shows what is picked by name, and by id what has none", async () => {
  answers.set("/api/Spaces-1/projects/all", { body: [{ Id: "Projects-3", Name: "Web shop" }] });
  const { text } = await renderPart(picker(["Projects-3", "Projects-9"]));
  expect(text).toContain("Projects Web shop Projects-9");
});

it("takes typed ids where the viewer may not list the documents", async () => {
  answers.set("/api/Spaces-1/projects/all", { status: 403 });
  expect((await renderPart(picker(["Projects-3"]))).text).toContain("Type ids. Projects-3");
});
