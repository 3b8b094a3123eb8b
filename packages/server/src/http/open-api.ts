import type { FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import type { Route } from "@indelible/kernel";
import type { FastifySchema } from "fastify";

/** The OpenAPI description, generated from the routes. */
export const openApiOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    info: {
      title: "Indelible",
      description:
        "Every route also exists under /api/{spaceId} and /api/spaces/{spaceIdOrSlug}. Names of fields and parameters are case-insensitive; unknown fields are ignored.",
      version: "1",
    },
    components: {
      securitySchemes: {
        apiKey: { type: "apiKey", name: "X-Octopus-ApiKey", in: "header" },
      },
    },
    security: [{ apiKey: [] }],
  },
};

/** The OpenAPI operation of a route. */
export function schemaOf(route: Route): FastifySchema {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? "");
  const ofText = (keys: readonly string[]) =>
    Object.fromEntries(keys.map((key) => [key, { type: "string" }]));
  return {
    summary: route.summary,
    tags: [route.path.split("/")[1] || "server"],
    ...(route.access === "public" ? { security: [] } : {}),
    ...(names.length > 0 ? { params: { type: "object", properties: ofText(names) } } : {}),
    ...(route.query ? { querystring: { type: "object", properties: ofText(route.query) } } : {}),
    ...(route.body ? { body: described(route.body) } : {}),
  };
}

/** Keywords of schemas that are not part of JSON Schema. See `domain/src/documents/fields.ts`. */
const OWN_KEYWORDS = new Set(["reference", "sensitive", "hidden", "trim"]);

/** A schema without these keywords and without null defaults, on which the generator fails. */
function described(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(described);
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(([keyword, value]) => {
    return value !== null && !OWN_KEYWORDS.has(keyword);
  });
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, described(value)]));
}
