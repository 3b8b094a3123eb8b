import { expect, test } from "vitest";
import { eachInTurn } from "./each-in-turn.ts";

test("all items are handled in order, and their errors are thrown together", async () => {
  const done: number[] = [];
  const act = async (item: number) => {
    if (item % 2 === 0) throw new Error(`${item} is even`);
    done.push(item);
  };
  const failed = eachInTurn([1, 2, 3, 4, 5], act);
  await expect(failed).rejects.toMatchObject({
    errors: [{ message: "2 is even" }, { message: "4 is even" }],
  });
  expect(done).toEqual([1, 3, 5]);
  await eachInTurn([7], act);
  expect(done).toEqual([1, 3, 5, 7]);
});
