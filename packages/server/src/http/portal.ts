import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const HIDDEN = { schema: { hide: true } };

/**
 * Serves the portal at `/app/`, with redirects from `/` and `/app`. Assets have their hash in their
 * names and may be cached permanently; the page itself is revalidated each time.
 */
export async function addPortal(app: FastifyInstance, folder: string | undefined): Promise<void> {
  app.get("/", HIDDEN, (_request, reply) => reply.redirect("/app/"));
  if (folder === undefined) return;
  await app.register(fastifyStatic, {
    root: folder,
    prefix: "/app/",
    index: false,
    setHeaders: (reply, path) => {
      const forever = path.includes("/assets/");
      const policy = forever ? "public, max-age=31536000, immutable" : "no-cache";
      reply.header("cache-control", policy);
    },
  });
  // One route for both forms, since the router ignores trailing slashes.
  app.get("/app", HIDDEN, (request, reply) => {
    const isFolder = request.url.split("?", 1)[0]?.endsWith("/");
    return isFolder ? reply.sendFile("index.html") : reply.redirect("/app/");
  });
}
