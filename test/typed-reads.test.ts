import { type Machine, machines, type Release, releases } from "@indelible/domain";
import type { DocumentPage, DocumentQuery, StoredDocument, Trail } from "@indelible/trail";
import { expectTypeOf, test } from "vitest";

// Nothing below is run: only the types are checked.
declare const trail: Trail;

test("what the trail returns has the body of the requested type", () => {
  const list = () => trail.list({ type: machines, skip: 0, take: 1 });
  expectTypeOf(list).returns.resolves.toEqualTypeOf<DocumentPage<Machine>>();
  const byId = () => trail.documentOf(releases, "Releases-1");
  expectTypeOf(byId).returns.resolves.toEqualTypeOf<StoredDocument<Release> | undefined>();
  const byName = () => trail.findByUniqueValue(releases, "Spaces-1", { Version: "1.0" });
  expectTypeOf(byName).returns.resolves.toEqualTypeOf<StoredDocument<Release> | undefined>();
  const wrong = async () => {
    const { documents } = await trail.list({ type: machines, skip: 0, take: 1 });
    // @ts-expect-error a list of machines holds no releases
    const found: readonly StoredDocument<Release>[] = documents;
    return found;
  };
  expectTypeOf(wrong).toBeFunction();
  const query: DocumentQuery<Machine> = {
    type: machines,
    // @ts-expect-error the field is called IsDisabled
    containing: [[{ Disabled: true }]],
    skip: 0,
    take: 1,
  };
  expectTypeOf(query).toExtend<DocumentQuery>();
});
