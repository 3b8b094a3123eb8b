import { expect, it } from "vitest";
import { withNameless } from "./with-nameless.ts";

const web = { id: "Projects-1", name: "Web shop" };

it("what is chosen can be seen and let go of, named or not", () => {
  expect(withNameless([web], ["Projects-1", "Projects-9"])).toEqual([
    web,
    { id: "Projects-9", name: "Projects-9" },
  ]);
});

it("choices come as they are when nothing else is chosen", () => {
  expect(withNameless([web], [])).toEqual([web]);
  expect(withNameless([], [])).toEqual([]);
});
