import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { Fact, Facts } from "./facts.tsx";

it("facts are shown under their names, those without a value not at all", async () => {
  const { text, html } = await renderPart(
    <Facts>
      <Fact name="Signed">today</Fact>
      <Fact name="Email">{""}</Fact>
      <Fact name="Root hash" wide>
        abc
      </Fact>
    </Facts>,
  );
  expect(text).toBe("Signed today Root hash abc");
  expect(html.match(/data-wide/g)).toHaveLength(1);
});
