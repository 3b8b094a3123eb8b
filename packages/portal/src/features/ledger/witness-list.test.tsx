import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { WitnessList } from "./witness-list.tsx";

it("shows the state of every witness and whether there are enough", async () => {
  const witness = {
    Name: "w1",
    LastSize: 1_200,
    LastSeen: null,
    State: "Alarm",
    Detail: "Forked.",
  };
  const { text, html } = await renderPart(
    <WitnessList witnesses={[witness]} quorum={{ Name: "q", IsMet: false }} cosignatures={[]} />,
  );
  expect(text).toContain("Witnesses Quorum not met");
  expect(text).toContain("w1 Forked. Alarm … 1,200 Never");
  expect(html).toContain('data-tone="bad"');
});

it("without a witness it says what one is for", async () => {
  const { text } = await renderPart(
    <WitnessList witnesses={[]} quorum={null} cosignatures={undefined} />,
  );
  expect(text).toContain("No witness cosigns this ledger.");
});
