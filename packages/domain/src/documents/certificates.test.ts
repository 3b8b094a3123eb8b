import { describe, expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { certificates } from "./certificates.ts";

const active = exampleBody(certificates, { NotAfter: "2026-06-01T00:00:00Z", Archived: null });
const archived = { ...active, Archived: "2026-02-01T00:00:00Z" };
const replaced = { ...active, CertificateData: { HasValue: true, NewValue: "b3RoZXI=" } };

test("archiving and its reverse have their own verbs", () => {
  expect(certificates.verb(active, archived)).toBe("was archived");
  expect(certificates.verb(archived, active)).toBe("was unarchived");
  expect(certificates.verb(active, { ...active, Name: "other" })).toBeUndefined();
  expect(certificates.verb(undefined, active)).toBeUndefined();
  expect(certificates.verb(active, undefined)).toBeUndefined();
});

test("only a new file is a replacement", () => {
  const expected = [{ category: "CertificateReplaced", verb: "was replaced" }];
  expect(certificates.signals(active, replaced)).toEqual(expected);
  expect(certificates.signals(active, archived)).toEqual([]);
  expect(certificates.signals(undefined, active)).toEqual([]);
  expect(certificates.signals(active, undefined)).toEqual([]);
});

describe("an edit", () => {
  const context = { id: "Certificates-1", now: "2026-03-01T00:00:00.000Z" };

  test("keeps the file, its password and the time of creation", () => {
    const created = certificates.complete(active, { ...context, before: undefined });
    expect(created.Created).toBe(context.now);
    const later = { ...context, now: "2026-04-01T00:00:00.000Z", before: created };
    const edited = certificates.complete({ ...replaced, Password: "new", Name: "x" }, later);
    expect(edited).toEqual({ ...created, Name: "x" });
  });
});

test("a certificate expires when its validity ends", () => {
  const isExpired = (now: string, body = active) => certificates.derive(body, new Date(now));
  expect(isExpired("2026-05-31T23:59:59Z")).toEqual({ IsExpired: false });
  expect(isExpired("2026-06-01T00:00:00Z")).toEqual({ IsExpired: true });
  expect(isExpired("2026-06-01T00:00:00Z", { ...active, NotAfter: null })).toEqual({
    IsExpired: false,
  });
});
