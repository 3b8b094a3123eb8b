import { expect, test } from "vitest";
import { scriptRun, type TestChannel, testChannel } from "../../../test/support/channel.ts";
import { SupervisedHost } from "./supervised-host.ts";

const TOKEN = "07".repeat(16);

/** A host whose supervisors start every script and end when their input is closed. */
function startHost() {
  const channels: TestChannel[] = [];
  let isConnected = true;
  const host = new SupervisedHost({
    place: "web01",
    folder: "runs",
    random: (bytes) => new Uint8Array(bytes).fill(7),
    open: async () => {
      const channel = testChannel();
      channels.push(channel);
      channel.stdout.write(`\n${TOKEN} started\nout`);
      channel.stdin.resume().once("end", () => channel.end(143));
      return channel;
    },
    disconnect: async () => {
      isConnected = false;
    },
  });
  return { host, channels, isConnected: () => isConnected };
}

test("each run has its own supervisor", async () => {
  const { host, channels } = startHost();
  const runs = [host.run(scriptRun()), host.run(scriptRun())];
  await new Promise(setImmediate);
  channels.map(({ end }, index) => end(index));
  expect(await Promise.all(runs)).toEqual([
    { exitCode: 0, cancelled: false },
    { exitCode: 1, cancelled: false },
  ]);
});

test("a run that was aborted before opens no channel", async () => {
  const { host, channels } = startHost();
  const outcome = await host.run(scriptRun({ signal: AbortSignal.abort() }));
  expect(outcome).toEqual({ exitCode: null, cancelled: true });
  expect(channels).toEqual([]);
});

test("closing cancels the runs, then disconnects; later runs are cancelled", async () => {
  const { host, isConnected } = startHost();
  const running = host.run(scriptRun({ onOutput: () => expect(isConnected()).toBe(true) }));
  await host.close();
  expect(await running).toEqual({ exitCode: null, cancelled: true });
  expect(isConnected()).toBe(false);
  expect(await host.run(scriptRun())).toEqual({ exitCode: null, cancelled: true });
});

test("an invalid run is refused before a channel is opened", async () => {
  const { host, channels } = startHost();
  const files = [{ name: "a/b", size: 0, open: async function* () {} }];
  await expect(host.run(scriptRun({ files }))).rejects.toMatchObject({ code: "transfer" });
  expect(channels).toEqual([]);
});
