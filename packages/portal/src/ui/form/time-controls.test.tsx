import { object, time, timeSpan } from "@indelible/domain";
import { expect, it } from "vitest";
import { toLocalInput } from "../../model/format/time.ts";
import { renderFields } from "../../testing/render-field.tsx";

it("a time is edited in the viewer's zone", async () => {
  const at = "2026-11-22T10:00:00.000Z";
  const { html } = await renderFields(object({ QueueTime: time() }), { QueueTime: at });
  expect(html).toContain('type="datetime-local"');
  expect(html).toContain(`value="${toLocalInput(at)}"`);
});

it("a length of time is an amount and a unit", async () => {
  const { html } = await renderFields(object({ Wait: timeSpan("00:01:00") }), { Wait: "01:30:00" });
  expect(html).toContain('value="90"');
  expect(html).toContain('value="minutes"');
  expect(html).toContain('aria-label="Unit of Wait"');
});
