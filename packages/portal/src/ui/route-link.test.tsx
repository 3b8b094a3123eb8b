import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { RouteButton, RouteLink } from "./route-link.tsx";

it("links have the address of the page, also those that look like buttons", async () => {
  const params = { spaceId: "Spaces-1", route: "projects" };
  const { html } = await renderPart(
    <>
      <RouteLink to="/$spaceId/$route" params={params}>
        Projects
      </RouteLink>
      <RouteButton to="/$spaceId/$route/new" params={params}>
        Add project
      </RouteButton>
    </>,
  );
  expect(html).toMatch(/<a [^>]*href="\/Spaces-1\/projects"/);
  expect(html).toMatch(/<a [^>]*href="\/Spaces-1\/projects\/new"/);
});
