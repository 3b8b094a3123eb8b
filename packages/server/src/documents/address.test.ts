import { machines, users } from "@indelible/domain";
import { expect, test } from "vitest";
import { documentAddress, listAddress } from "./address.ts";

test("the path names the space, where the type and the document have one", () => {
  expect(listAddress(machines, "Spaces-2")).toBe("/api/Spaces-2/machines");
  expect(listAddress(machines, null)).toBe("/api/machines");
  expect(listAddress(users, "Spaces-2")).toBe("/api/users");
});

test("the path of a document ends with its id", () => {
  const document = {
    id: "Machines-7",
    type: "Machines",
    spaceId: "Spaces-2",
    version: 1,
    title: "web",
    body: {},
    modifiedOn: new Date(0),
    modifiedBy: "alice",
  };
  expect(documentAddress(machines, document)).toBe("/api/Spaces-2/machines/Machines-7");
});
