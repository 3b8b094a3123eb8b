import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { EventDifference } from "./event-difference.tsx";

const document = { Name: "Staging", SortOrder: 1 };

it("an event without a document changed none", async () => {
  expect((await renderPart(<EventDifference details={null} />)).text).toBe(
    "This event changed no document.",
  );
});

it("a created document is shown whole", async () => {
  const details = { DocumentContext: document, Differences: [] };
  expect((await renderPart(<EventDifference details={details} />)).text).toBe(
    "Name Staging Sort order 1",
  );
});

it("changes are shown one by one, many of them in steps", async () => {
  const Differences = [{ op: "replace", path: "/SortOrder", value: 2 }] as const;
  const details = { DocumentContext: document, Differences };
  expect((await renderPart(<EventDifference details={details} />)).text).toContain("Sort order");
  const many = Array.from({ length: 60 }, (_, i) => [`P${i}`, 0] as const);
  const context = Object.fromEntries(many);
  const all = many.map(([name]) => ({ op: "replace", path: `/${name}`, value: 1 }) as const);
  const long = await renderPart(
    <EventDifference details={{ DocumentContext: context, Differences: all }} />,
  );
  expect(long.text).toContain("Show more of 60 changes");
});

it("differences that cannot be applied are shown as recorded", async () => {
  const Differences = [{ op: "replace", path: "/Missing/Deep", value: 2 }] as const;
  const { text } = await renderPart(
    <EventDifference details={{ DocumentContext: document, Differences }} />,
  );
  expect(text).toContain("The differences cannot be applied to the recorded document.");
  expect(text).toContain("/Missing/Deep");
});
