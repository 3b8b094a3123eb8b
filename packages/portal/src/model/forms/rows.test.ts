import { expect, it } from "vitest";
import { moved, rowTitle } from "./rows.ts";

const row = (Key: number, Name = "", Value: string | { Name: string } = "") => ({
  Key,
  Name,
  Value,
});

it("a row is titled by its name, the name in it, or its number", () => {
  expect(rowTitle(row(0, "Region"), 0)).toBe("Region");
  expect(rowTitle(row(0, "", { Name: "First phase" }), 0)).toBe("First phase");
  expect(rowTitle(row(7), 1)).toBe("Item 2");
});

it("a row moves by one place, but not out of the list", () => {
  const rows = [row(0), row(1), row(2)];
  expect(moved(rows, 0, 1).map(({ Key }) => Key)).toEqual([1, 0, 2]);
  expect(moved(rows, 2, -1).map(({ Key }) => Key)).toEqual([0, 2, 1]);
  expect(moved(rows, 0, -1)).toBe(rows);
  expect(moved(rows, 2, 1)).toBe(rows);
});
