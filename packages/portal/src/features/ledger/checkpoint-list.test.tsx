import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { sampleCheckpoint } from "../../testing/sample-ledger.ts";
import { collectionOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { CheckpointList } from "./checkpoint-list.tsx";

const { answers } = stubFetch();
const path = "/api/ledger/checkpoints?take=100";

it("shows what each checkpoint added", async () => {
  const body = collectionOf([sampleCheckpoint(1_200), sampleCheckpoint(150)]);
  answers.set(path, { body });
  const { text } = await renderPart(<CheckpointList />);
  expect(text).toContain("2 hours ago 1,200 +1,050 root-1200 2 hours ago 150 +150 root-150");
});

it.each([
  [{ body: collectionOf([]) }, "Checkpoints No checkpoint yet."],
  [{ status: 500 }, "The checkpoints could not be read"],
])("%j reads %s", async (answer, text) => {
  answers.set(path, answer);
  expect((await renderPart(<CheckpointList />)).text).toContain(text);
});
