import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { useSpaceId } from "./use-space-id.ts";

function SpaceId() {
  return useSpaceId();
}

it("the space is that of the address", async () => {
  expect((await renderPart(<SpaceId />)).text).toBe("Spaces-1");
});
