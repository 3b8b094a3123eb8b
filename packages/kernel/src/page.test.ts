import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collectionOf, type Page, readPage, TAKE_MAX } from "./page.ts";
import { readQuery } from "./query.ts";

const ADDRESS = { path: "/api/things", parameters: [], template: ["skip", "take"] };

/** The page that an address requests. */
function requested(url: string): Page {
  return readPage(readQuery(url));
}

/** A page of `total` numbered things. */
function pageOf(total: number, { skip, take }: Page) {
  const items = Array.from({ length: total }, (_, i) => i).slice(skip, skip + take);
  return collectionOf("Thing", items, total, { skip, take }, ADDRESS);
}

describe("the requested page", () => {
  test("has the first 30 items by default", () => {
    expect(requested("/x")).toEqual({ skip: 0, take: 30 });
    expect(requested("/x?skip=&take=")).toEqual({ skip: 0, take: 30 });
    expect(requested("/x?SKIP=7&Take=0")).toEqual({ skip: 7, take: 0 });
  });

  test("is limited to the maximum of items", () => {
    expect(requested("/x?take=2147483647").take).toBe(TAKE_MAX);
    expect(requested("/x?take=9007199254740991").take).toBe(TAKE_MAX);
  });

  test.each(["-1", "1.0", "1e3", "0x10", " 1", "٣", "9007199254740992", "NaN"])(
    "'%s' is refused",
    (text) => {
      for (const name of ["skip", "take"]) {
        expect(() => requested(`/x?${name}=${encodeURIComponent(text)}`)).toThrow(/problem/);
      }
    },
  );
});

describe("the envelope", () => {
  test("of an empty list is one empty page", () => {
    expect(pageOf(0, { skip: 0, take: 30 })).toEqual({
      ItemType: "Thing",
      TotalResults: 0,
      ItemsPerPage: 30,
      NumberOfPages: 1,
      LastPageNumber: 0,
      Items: [],
      Links: {
        Self: "/api/things?skip=0&take=30",
        Template: "/api/things{?skip,take}",
        "Page.All": "/api/things?skip=0&take=30",
        "Page.Current": "/api/things?skip=0&take=30",
        "Page.Last": "/api/things?skip=0&take=30",
      },
    });
  });

  test("keeps the parameters of the request", () => {
    const address = { ...ADDRESS, parameters: [["from", "2026-01-01T00:00:00+01:00"]] as const };
    const { Links } = collectionOf("Thing", [1], 9, { skip: 0, take: 1 }, address);
    expect(Links["Page.Next"]).toBe(
      "/api/things?skip=1&from=2026-01-01T00%3A00%3A00%2B01%3A00&take=1",
    );
  });

  test("of a page without items has the total, and no next page", () => {
    const { TotalResults, Links } = pageOf(5, { skip: 0, take: 0 });
    expect(TotalResults).toBe(5);
    expect(Links).not.toHaveProperty("Page.Next");
  });

  test("following Page.Next visits every item once, in NumberOfPages pages", () => {
    const totals = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(totals, fc.integer({ min: 1, max: 25 }), (total, take) => {
        const seen: number[] = [];
        let pages = 0;
        let url: string | undefined = `/x?take=${take}`;
        while (url !== undefined) {
          const page = pageOf(total, requested(url));
          expect(page.NumberOfPages).toBe(page.LastPageNumber + 1);
          seen.push(...page.Items);
          pages += 1;
          if (page.Links["Page.Next"] === undefined) expect(page.NumberOfPages).toBe(pages);
          url = page.Links["Page.Next"];
        }
        expect(seen).toEqual(Array.from({ length: total }, (_, i) => i));
      }),
    );
  });

  test("following Page.Previous leads back to the start", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 25 }),
        (skip, take) => {
          let steps = 0;
          let url: string | undefined = `/x?skip=${skip}&take=${take}`;
          while (url !== undefined) {
            const page = pageOf(60, requested(url));
            url = page.Links["Page.Previous"];
            steps += 1;
          }
          expect(steps).toBe(Math.ceil(skip / take) + 1);
        },
      ),
    );
  });
});
