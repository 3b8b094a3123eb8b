import { expect, it } from "vitest";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { renderPart } from "../../testing/render.tsx";
import { permissionsOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { DocumentActions } from "./document-actions.tsx";

const { answers } = stubFetch();

const actions = (route: string, Id: string) =>
  renderPart(<DocumentActions kind={kindOfRoute(route)} document={{ Id, SpaceId: "Spaces-1" }} />);

it("a document is edited and deleted by those who may", async () => {
  answers.set("/api/users/me/permissions", {
    body: permissionsOf(["MachineEdit", "MachineDelete"]),
  });
  expect((await actions("machines", "Machines-1")).text).toBe("Edit Delete");
  expect((await actions("projects", "Projects-1")).text).toBe("");
});

it("nothing is offered that the API has no route for", async () => {
  answers.set("/api/users/me/permissions", { body: permissionsOf(["VariableEdit"]) });
  expect((await actions("variables", "variableset-Projects-1")).text).toBe("Edit");
});
