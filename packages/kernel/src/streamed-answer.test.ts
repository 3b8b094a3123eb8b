import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { collectionFrame } from "./page.ts";
import { arrayAnswer, collectionAnswer } from "./streamed-answer.ts";

async function* portions(...all: readonly (readonly unknown[])[]) {
  yield* all;
}

const ADDRESS = { path: "/things", parameters: [], template: [] };
const frame = collectionFrame("Thing", 3, 10, { skip: 0, take: 3 }, ADDRESS);

async function parsed(body: unknown): Promise<unknown> {
  return body instanceof Readable ? JSON.parse(await text(body)) : body;
}

test("a list that fits into one portion is plain JSON", async () => {
  const { body, headers } = await collectionAnswer(frame, portions(["a", "b", "c"]), 3);
  expect(body).toEqual({ ...frame, Items: ["a", "b", "c"] });
  expect(headers).toBeUndefined();
  expect((await arrayAnswer(portions(["a"]), 1)).body).toEqual(["a"]);
  expect((await arrayAnswer(portions(), 0)).body).toEqual([]);
});

test("a longer list is a stream of the same JSON", async () => {
  const { body, headers } = await collectionAnswer(frame, portions(["a"], ["b", "c"]), 3);
  expect(body).toBeInstanceOf(Readable);
  expect(headers).toEqual({ "content-type": "application/json; charset=utf-8" });
  expect(await parsed(body)).toEqual({ ...frame, Items: ["a", "b", "c"] });
  const array = await arrayAnswer(portions([{ a: 1 }], [], [{ b: 2 }]), 2);
  expect(await parsed(array.body)).toEqual([{ a: 1 }, { b: 2 }]);
});

test("items that disappear while a list is read leave valid JSON", async () => {
  expect(await parsed((await arrayAnswer(portions([], []), 3)).body)).toEqual([]);
});

test("a portion is read only when the one before was sent", async () => {
  let read = 0;
  async function* counted() {
    for (; read < 1_000; ) {
      read += 1;
      yield ["x".repeat(100_000)];
    }
  }
  const { body } = await arrayAnswer(counted(), 1_000);
  if (!(body instanceof Readable)) throw new TypeError("It is not a stream.");
  for await (const _ of body) break;
  expect(read).toBeLessThan(5);
});

test("a failure before the first item fails the answer, a later one the stream", async () => {
  async function* failing(...before: readonly unknown[][]) {
    yield* before;
    throw new TypeError("lost");
  }
  await expect(arrayAnswer(failing(), 2)).rejects.toThrow("lost");
  const { body } = await arrayAnswer(failing([1]), 2);
  await expect(parsed(body)).rejects.toThrow("lost");
});
