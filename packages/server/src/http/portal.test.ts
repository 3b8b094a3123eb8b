import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { addPortal } from "./portal.ts";

async function appWith(folder: string | undefined) {
  const app = Fastify({ routerOptions: { ignoreTrailingSlash: true } });
  onTestFinished(() => app.close());
  await addPortal(app, folder);
  return app;
}

function builtPortal(): string {
  return temporaryDirectory({
    "index.html": "<title>Indelible</title>",
    "assets/main-1a2b.js": "export {};",
  });
}

test.each(["/", "/app"])("%s redirects to the portal", async (url) => {
  const app = await appWith(builtPortal());
  expect((await app.inject(url)).headers.location).toBe("/app/");
});

test("assets may be cached permanently, the page may not", async () => {
  const app = await appWith(builtPortal());
  const page = await app.inject("/app/");
  expect(page.body).toBe("<title>Indelible</title>");
  expect(page.headers["cache-control"]).toBe("no-cache");
  const asset = await app.inject("/app/assets/main-1a2b.js");
  expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
});

test("without a built portal only the redirect is served", async () => {
  const app = await appWith(undefined);
  expect((await app.inject("/")).statusCode).toBe(302);
  expect((await app.inject("/app/")).statusCode).toBe(404);
});
