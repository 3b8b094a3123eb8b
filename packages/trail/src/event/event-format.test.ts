import { expect, test } from "vitest";
import { sampleEvent } from "../../../../test/support/sample-event.ts";
import { readEvent } from "./event-format.ts";

test.each(["indelible-event/1", "indelible-event/2", "indelible-event/3"])(
  "events of %s are read",
  (Format) => {
    expect(readEvent(JSON.stringify({ ...sampleEvent(), Format })).Format).toBe(Format);
  },
);

test.each(["indelible-event/4", "", null, 2])("events of the format %j are refused", (Format) => {
  const body = JSON.stringify({ ...sampleEvent(), Format });
  expect(() => readEvent(body)).toThrow(
    expect.objectContaining({
      code: "schema",
      message: `The event Events-7 has the format ${Format}, but this version reads only indelible-event/1, indelible-event/2, indelible-event/3.`,
    }),
  );
});
