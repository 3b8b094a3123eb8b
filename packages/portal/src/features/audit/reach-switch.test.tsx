import { expect, it } from "vitest";
import type { AuditFilters } from "../../model/audit/filters.ts";
import { renderPart } from "../../testing/render.tsx";
import { ReachSwitch } from "./reach-switch.tsx";

it.each<[AuditFilters, string]>([
  [{}, "space"],
  [{ spaces: ["all"], includeSystem: true }, "everything"],
  [{ spaces: ["Spaces-9"] }, "chosen"],
])("%j is %s", async (filters, value) => {
  const { html } = await renderPart(<ReachSwitch filters={filters} onChange={() => undefined} />);
  expect(html).toMatch(
    new RegExp(`checked=""[^>]*value="${value}"|value="${value}"[^>]*checked=""`),
  );
});
