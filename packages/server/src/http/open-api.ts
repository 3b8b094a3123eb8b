import type { FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import type { Route } from "@indelible/kernel";
import type { FastifySchema } from "fastify";

/** The description of the API, made from the routes. */
export const openApiOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    info: {
      title: "Indelible",
      description:
        "Every route also exists below /api/{spaceId} and /api/spaces/{spaceIdOrSlug}. Names are read in any case; unknown fields are ignored.",
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

/** What the description says of a route. */
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

/** What a schema says for the server alone. See `domain/src/documents/fields.ts`. */
const OWN_WORDS = new Set(["reference", "sensitive", "hidden", "trim"]);

/** A schema without the words of our own, and without null defaults: the generator fails on them. */
function described(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(described);
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(([word, value]) => {
    return value !== null && !OWN_WORDS.has(word);
  });
  return Object.fromEntries(kept.map(([word, value]) => [word, described(value)]));
}
