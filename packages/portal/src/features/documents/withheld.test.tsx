import { expect, it } from "vitest";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { renderPart } from "../../testing/render.tsx";
import { Withheld } from "./withheld.tsx";

it("names the permission that is required, where it is known", async () => {
  const machines = await renderPart(<Withheld kind={kindOfRoute("machines")} />);
  expect(machines.text).toContain("You need the permission MachineView to see this.");
  const widgets = await renderPart(<Withheld kind={kindOfRoute("widgets")} />);
  expect(widgets.text).toContain("You do not have permission to see this.");
  expect(widgets.html).toContain('href="/Spaces-1/configuration/audit"');
});
