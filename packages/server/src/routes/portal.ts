import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Serves the portal at `/app`; `/` leads there. Assets carry their hash in their names. */
export async function addPortal(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const hidden = { schema: { hide: true } };
  app.get("/", hidden, (_request, reply) => reply.redirect("/app/"));
  app.get("/app", hidden, (_request, reply) => reply.redirect("/app/"));
  if (folder === undefined) return;
  await app.register(fastifyStatic, {
    root: folder,
    prefix: "/app/",
    setHeaders: (response, path) => {
      const forever = path.includes("/assets/");
      const policy = forever ? "public, max-age=31536000, immutable" : "no-cache";
      response.header("cache-control", policy);
    },
  });
}
