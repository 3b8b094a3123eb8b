import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleEvent } from "../../../../../test/support/sample-event.ts";
import { presentEvent } from "./present-event.ts";

function htmlOf(Message: string, ...spans: [id: string, start: number, length: number][]): string {
  const MessageReferences = spans.map(([ReferencedDocumentId, StartIndex, Length]) => {
    return { ReferencedDocumentId, StartIndex, Length };
  });
  return String(presentEvent(sampleEvent({ Message, MessageReferences }), 0, true).MessageHtml);
}

describe("an event as the API shows it", () => {
  test("has its user, time, changes and links", () => {
    expect(presentEvent(sampleEvent(), 6, true)).toMatchObject({
      Id: "Events-7",
      Occurred: "2026-01-31T12:00:00.000+00:00",
      Username: "alice",
      Details: null,
      ChangeDetails: { DocumentContext: { Name: "Shop" }, Differences: [] },
      LedgerIndex: 6,
      Links: { Self: "/api/events/Events-7", Proof: "/api/events/Events-7/proof" },
    });
  });

  test("has no ledger index until it is in the ledger", () => {
    expect(presentEvent(sampleEvent(), undefined, true).LedgerIndex).toBeNull();
  });

  test("has no differences when they are not requested", () => {
    expect(presentEvent(sampleEvent(), undefined, false).ChangeDetails).toEqual({
      DocumentContext: null,
      Differences: null,
    });
  });

  test("does not show the nonce, which protects the digest from guessing", () => {
    expect(JSON.stringify(presentEvent(sampleEvent(), 6, true))).not.toContain("AAAAAAAAAAAAAA");
  });
});

describe("its message with links", () => {
  test("links each document that it names", () => {
    expect(
      htmlOf("Release 1.0 of Shop was created", ["Releases-1", 8, 3], ["Projects-2", 15, 4]),
    ).toBe(
      "Release <a href='#/releases/Releases-1'>1.0</a> of " +
        "<a href='#/projects/Projects-2'>Shop</a> was created",
    );
  });

  test("links what is configured below configuration", () => {
    expect(htmlOf("User Eve left", ["Users-3", 5, 3])).toBe(
      "User <a href='#/configuration/users/Users-3'>Eve</a> left",
    );
  });

  test("links in the order of the text, whatever order they are listed in", () => {
    expect(htmlOf("a b", ["Projects-2", 2, 1], ["Projects-1", 0, 1])).toBe(
      "<a href='#/projects/Projects-1'>a</a> <a href='#/projects/Projects-2'>b</a>",
    );
  });

  test("is text throughout: no name can become markup", () => {
    const name = `<img src=x onerror='alert("&")'>`;
    const html = htmlOf(`Project ${name} was deleted`, ["Projects-1", 8, name.length]);
    expect(html).toBe(
      "Project <a href='#/projects/Projects-1'>" +
        "&lt;img src=x onerror=&#39;alert(&quot;&amp;&quot;)&#39;&gt;</a> was deleted",
    );
    expect(htmlOf("x", ["Projects-1' onclick='x", 0, 1])).not.toContain("' onclick");
  });

  test("without its tags is the message", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, name, after) => {
        const html = htmlOf(before + name + after, ["Projects-1", before.length, name.length]);
        const link = /<a href='#\/projects\/Projects-1'>|<\/a>/g;
        expect(html.match(link)).toHaveLength(2);
        const text = html.replaceAll(link, "");
        expect(text).not.toMatch(/[<>'"]/);
        expect(unescaped(text)).toBe(before + name + after);
      }),
    );
  });
});

function unescaped(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
