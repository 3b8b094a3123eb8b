import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import ssh2, { type AuthContext } from "ssh2";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  eventually,
  isAlive,
  random,
  runScript,
  startScript,
} from "../../../test/support/scripts.ts";
import { newSshKey } from "../../../test/support/ssh-key.ts";
import { type Sshd, startSshd } from "../../../test/support/sshd.ts";
import { openSshHost } from "./ssh-host.ts";
import type { SshTarget } from "./ssh-target.ts";

let sshd: Sshd;

beforeAll(async () => {
  sshd = await startSshd();
});

afterAll(() => sshd?.stop());

async function open(changes: Partial<SshTarget> = {}) {
  const credential = { privateKey: sshd.privateKey };
  const host = await openSshHost({ ...sshd, credential, ...changes }, { random });
  onTestFinished(() => host.close());
  return host;
}

describe("the host key", () => {
  const md5 = (key: Uint8Array) =>
    createHash("md5")
      .update(key)
      .digest("hex")
      .replace(/..(?!$)/g, "$&:");
  const sha256 = (key: Uint8Array) => `SHA256:${createHash("sha256").update(key).digest("base64")}`;

  test("can have any type, and be pinned in either form", async () => {
    for (const key of sshd.hostKeys) {
      for (const fingerprint of [sha256(key), md5(key)]) {
        expect(await runScript(await open({ fingerprint }), "exit 5")).toMatchObject({
          exitCode: 5,
        });
      }
    }
  });

  test("that is not the pinned one is refused, and the error shows it", async () => {
    const fingerprint = sha256(Buffer.from("another"));
    const error = await open({ fingerprint }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "host-key" });
    expect(String(error)).toContain(`presented ${sshd.fingerprint} and SHA256:`);
  });

  test("that is not the pinned one receives no credentials", async () => {
    const server = await startSshServer(() => true);
    const fingerprint = sha256(Buffer.from("another"));
    const credential = { password: "correct horse" };
    await expect(open({ ...server, fingerprint, credential })).rejects.toMatchObject({
      code: "host-key",
    });
    expect(server.methods).toEqual([]);
  });
});

describe("the account", () => {
  test.each(["password", "keyboard-interactive"])("signs in by %s", async (method) => {
    const server = await startSshServer((context) => {
      if (context.method !== method) return false;
      return context.method !== "password" || context.password === "correct horse";
    });
    const credential = { password: "correct horse" };
    await open({ ...server, credential });
    expect(server.methods.at(-1)).toBe(method);
    expect(server.answers).toEqual(method === "password" ? [] : ["correct horse"]);
  });

  test("signs in by a key with a passphrase", async () => {
    const pair = newSshKey("correct horse");
    const server = await startSshServer(({ method }) => method === "publickey");
    const credential = { privateKey: pair.private, passphrase: "correct horse" };
    await open({ ...server, credential });
    for (const passphrase of ["battery staple", undefined]) {
      const error = await open({ ...server, credential: { ...credential, passphrase } }).catch(
        String,
      );
      expect(error).toBe(
        `ExecutionError: The private key of ${sshd.username} cannot be read: check its passphrase.`,
      );
    }
  });

  test.each([
    ["password", { password: "correct horse" }],
    ["key", { privateKey: newSshKey().private }],
  ])("is refused with a wrong %s, which the error does not show", async (_, credential) => {
    const error = await open({ credential }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "authentication" });
    expect(String(error)).toBe(
      `ExecutionError: 127.0.0.1:${sshd.port} refused the account ${sshd.username}.`,
    );
  });
});

describe("a target is unreachable", () => {
  test("if nothing listens on the port", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await expect(open({ port })).rejects.toMatchObject({ code: "unreachable" });
  });

  test.each([
    ["says nothing", () => undefined],
    ["hangs up", (socket: Socket) => socket.end()],
    ["is no SSH server", (socket: Socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")],
  ])("if the listener %s", async (_, answer) => {
    const port = await listen(answer);
    await expect(open({ port, timeout: 300 })).rejects.toMatchObject({ code: "unreachable" });
  });
});

test("output of the account's start-up files is ignored", async () => {
  const file = join(sshd.home, ".bashrc");
  writeFileSync(file, "echo welcome; printf 'no line'\n");
  onTestFinished(() => rmSync(file));
  expect(await runScript(await open(), "echo ran")).toMatchObject({ stdout: "ran\n", stderr: "" });
});

test("a target without bash is reported", async () => {
  const file = join(sshd.home, ".bashrc");
  writeFileSync(file, "PATH=/nonexistent\n");
  onTestFinished(() => rmSync(file));
  await expect(runScript(await open(), "")).rejects.toMatchObject({ code: "no-interpreter" });
});

describe("a connection that breaks", () => {
  const body = "sleep 1000 & echo child $!; echo at $PWD; echo self $$; wait";

  test("fails the run and stops the script", async () => {
    const proxy = await startProxy();
    const script = startScript(await open({ port: proxy.port }), body);
    const pids = [Number(await script.printed("self")), Number(await script.printed("child"))];
    const path = await script.printed("at");
    proxy.cut();
    await expect(script.result).rejects.toMatchObject({ code: "lost" });
    await eventually(() => !pids.some(isAlive));
    await eventually(() => !existsSync(path));
  });

  test("silently is detected", async () => {
    const proxy = await startProxy();
    const script = startScript(await open({ port: proxy.port, keepalive: 50 }), body);
    const pid = Number(await script.printed("self"));
    proxy.mute();
    await expect(script.result).rejects.toMatchObject({ code: "lost" });
    proxy.cut();
    await eventually(() => !isAlive(pid));
  });

  test("fails later runs", async () => {
    const proxy = await startProxy();
    const host = await open({ port: proxy.port });
    await runScript(host, "");
    proxy.cut();
    await expect(runScript(host, "")).rejects.toMatchObject({ code: "lost" });
    await expect(runScript(host, "")).rejects.toMatchObject({ code: "lost" });
  });
});

/** An SSH server without sessions that accepts the accounts for which `accepts` is true. */
async function startSshServer(accepts: (context: AuthContext) => boolean) {
  const { private: hostKey } = newSshKey();
  const key = ssh2.utils.parseKey(hostKey);
  if (key instanceof Error) throw key;
  const methods: string[] = [];
  const answers: string[] = [];
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    client.on("error", () => undefined);
    client.on("authentication", (context) => {
      methods.push(context.method);
      if (!accepts(context)) context.reject(["password", "keyboard-interactive", "publickey"]);
      else if (context.method !== "keyboard-interactive") context.accept();
      else {
        context.prompt([{ prompt: "Password:", echo: false }], (given) => {
          answers.push(...given);
          context.accept();
        });
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const fingerprint = `SHA256:${createHash("sha256").update(key.getPublicSSH()).digest("base64")}`;
  return { port: (server.address() as AddressInfo).port, fingerprint, methods, answers };
}

async function listen(answer: (socket: Socket) => unknown): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on("error", () => undefined));
    answer(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A proxy of the SSH server: `cut` closes the connections, `mute` stops forwarding. */
async function startProxy() {
  const connections: [Socket, Socket][] = [];
  const port = await listen((near) => {
    const far = connect(sshd.port, "127.0.0.1").on("error", () => undefined);
    connections.push([near, far]);
    near.pipe(far).pipe(near);
  });
  const cut = () => {
    for (const socket of connections.flat()) socket.destroy();
  };
  const mute = () => {
    for (const [near, far] of connections) {
      near.unpipe().pause();
      far.unpipe().pause();
    }
  };
  return { port, cut, mute };
}
