import { expect, it } from "vitest";
import { NOW, renderPart } from "../testing/render.tsx";
import { ClockProvider, useNow } from "./clock.tsx";

function Now() {
  return <b>{useNow()}</b>;
}

it("the time is that of the nearest clock", async () => {
  expect((await renderPart(<Now />)).text).toBe(String(NOW));
  const inner = await renderPart(
    <ClockProvider now={() => 5}>
      <Now />
    </ClockProvider>,
  );
  expect(inner.text).toBe("5");
});
