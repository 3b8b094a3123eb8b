import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { Definitions } from "@indelible/kernel";
import type { JsonObject } from "@indelible/trail";
import { expect, test } from "vitest";
import { fakeClock } from "../../../../test/support/trail.ts";
import { presentDocument } from "./present.ts";

const definitions = new Definitions(DOCUMENT_DEFINITIONS, fakeClock().now);

function shown(type: string, body: JsonObject, spaceId: string | null = "Spaces-1") {
  return presentDocument(definitions, {
    id: `${type}-1`,
    type,
    spaceId,
    version: 3,
    title: "A title",
    body,
    modifiedOn: new Date("2026-01-02T03:04:05.000Z"),
    modifiedBy: "alice",
  });
}

test("fields are in the order of the schema, between the id and who changed the document", () => {
  const project = shown("Projects", { Description: "d", Name: "Shop", LifecycleId: "L" });
  const names = Object.keys(project);
  expect(names[0]).toBe("Id");
  expect(names.indexOf("Name")).toBeLessThan(names.indexOf("Description"));
  expect(project).toMatchObject({
    SpaceId: "Spaces-1",
    LastModifiedOn: "2026-01-02T03:04:05.000Z",
    LastModifiedBy: "alice",
  });
});

test("only types that count versions show one, and only types with spaces a space", () => {
  expect(shown("Projects", { Name: "Shop" })).not.toHaveProperty("Version");
  expect(shown("deploymentprocess", { ProjectId: "Projects-1", Steps: [] }).Version).toBe(3);
  expect(shown("Users", { Username: "u" }, null)).not.toHaveProperty("SpaceId");
});

test("hidden fields and the values of secrets are left out", () => {
  const certificate = shown("Certificates", {
    Name: "c",
    CertificateData: { Kept: "sealed:v1:abc", Indicator: "i" },
    Created: "2026-01-01T00:00:00.000Z",
    NotAfter: "2027-01-01T00:00:00.000Z",
  });
  expect(JSON.stringify(certificate)).not.toContain("sealed");
  expect(certificate).not.toHaveProperty("Created");
  expect(certificate.CertificateData).toMatchObject({ HasValue: true });
  expect(certificate.IsExpired).toBe(false);
});

test("links lead to the document, its nested lists and its companions", () => {
  const { Links } = shown("Projects", { Name: "Shop" });
  expect(Links).toMatchObject({
    Self: "/api/Spaces-1/projects/Projects-1",
    Channels: "/api/Spaces-1/projects/Projects-1/channels{?skip,take}",
    DeploymentProcess: "/api/Spaces-1/deploymentprocesses/deploymentprocess-Projects-1",
  });
});
