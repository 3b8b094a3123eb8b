import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { CsvButton } from "./csv-button.tsx";

const { seen } = stubFetch();

it("nothing is exported before the button is pressed", async () => {
  expect((await renderPart(<CsvButton filters={{}} />)).text).toBe("Export as CSV");
  expect(seen).toEqual([]);
});
