import { defineDocument } from "@indelible/domain";
import { Type } from "typebox";

const clause = Type.Object({
  Id: Type.Unsafe<string | null>({ type: ["string", "null"], default: null }),
  Text: Type.String({ default: "" }),
});

/**
 * A document type that is not part of the server: a contract with a customer. This file is its
 * whole implementation, and all rules of document types apply to it.
 */
export const contracts = defineDocument({
  prefix: "Contracts",
  label: "Contract",
  route: "contracts",
  permissions: {
    view: "TenantView",
    create: "TenantCreate",
    edit: "TenantEdit",
    delete: "TenantDelete",
  },
  schema: Type.Object({
    Name: Type.String({ minLength: 1, maxLength: 200, trim: true }),
    Notes: Type.String({ default: "" }),
    ProjectId: Type.String({ reference: { to: ["Projects"], follows: true } }),
    Clauses: Type.Array(clause, { default: [] }),
    Seal: Type.Unsafe<unknown>({
      type: ["string", "object", "null"],
      default: null,
      sensitive: { keeping: "sealed", shape: "object" },
    }),
  }),
  unique: [{ fields: ["Name"], within: "space" }],
  identified: ["/Clauses/*"],
  versioned: true,
  filters: { projects: "ProjectId" },
  nested: [{ under: "Projects", as: "contracts", by: "ProjectId" }],
  example: (idOf) => ({
    Name: "Upkeep",
    ProjectId: idOf("Projects"),
    Clauses: [{ Text: "Answer within a day" }, { Text: "Mend within a week" }],
  }),
});
