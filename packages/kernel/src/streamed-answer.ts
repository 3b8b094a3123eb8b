import { Readable } from "node:stream";
import type { CollectionFrame } from "./page.ts";
import type { Answer } from "./route.ts";

/** Items of a list, in portions of limited size. */
export type Portions<Item = unknown> = AsyncIterable<readonly Item[]>;

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

/**
 * The answer with a collection whose items are read in portions: as plain JSON if the first portion
 * has all `count` of them, otherwise as a stream that keeps only one portion in memory. Fails as reading
 * the first portion does; a later failure cuts the answer off.
 */
export function collectionAnswer(
  frame: CollectionFrame,
  portions: Portions,
  count: number,
): Promise<Answer> {
  const start = `${JSON.stringify(frame).slice(0, -1)},"Items":[`;
  return portionsAnswer(portions, count, start, "]}", (items) => {
    return { ...frame, Items: items };
  });
}

/** The same for a list of `count` items that is answered as an array. */
export function arrayAnswer(portions: Portions, count: number): Promise<Answer> {
  return portionsAnswer(portions, count, "[", "]", (items) => items);
}

async function portionsAnswer(
  portions: Portions,
  count: number,
  start: string,
  end: string,
  whole: (items: readonly unknown[]) => unknown,
): Promise<Answer> {
  const iterator = portions[Symbol.asyncIterator]();
  const first = await iterator.next();
  const items = first.done === true ? [] : first.value;
  if (items.length >= count) return { body: whole(items) };
  return textAnswer(
    JSON_TYPE,
    jsonText(items, { [Symbol.asyncIterator]: () => iterator }, start, end),
  );
}

async function* jsonText(
  first: readonly unknown[],
  others: Portions,
  start: string,
  end: string,
): AsyncGenerator<string> {
  let before = start;
  for (const item of first) {
    yield before + JSON.stringify(item);
    before = ",";
  }
  for await (const portion of others) {
    for (const item of portion) {
      yield before + JSON.stringify(item);
      before = ",";
    }
  }
  yield before === start ? start + end : end;
}

/** The answer with a text that is sent while it is made; it is made no faster than it is sent. */
export function textAnswer(
  headers: Readonly<Record<string, string>>,
  text: AsyncIterable<string>,
): Answer {
  return { headers, body: Readable.from(text, { objectMode: false }) };
}
