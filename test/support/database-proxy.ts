import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a database that a test closes: for an outage that the database knows nothing of. */
export interface DatabaseProxy {
  /** The URL of the database through the proxy. */
  readonly url: string;
  /** Ends all connections, and each new one. */
  refuse(): void;
  /** Accepts connections and passes nothing on, as a machine that hangs does. */
  stall(): void;
  /** Passes everything on again. */
  restore(): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free port of loopback. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let state: "open" | "refusing" | "stalled" = "open";
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
    if (state === "stalled") socket.pause();
    return socket;
  };
  const server = createServer((incoming) => {
    if (state === "refusing") return incoming.destroy();
    const outgoing = keep(connect(Number(target.port), target.hostname));
    keep(incoming).on("close", () => outgoing.destroy());
    outgoing.on("close", () => incoming.destroy());
    incoming.on("data", (bytes) => outgoing.write(bytes));
    outgoing.on("data", (bytes) => incoming.write(bytes));
    if (state === "stalled") for (const socket of [incoming, outgoing]) socket.pause();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    refuse: () => {
      state = "refusing";
      endAll();
    },
    stall: () => {
      state = "stalled";
      for (const socket of sockets) socket.pause();
    },
    restore: () => {
      state = "open";
      endAll();
    },
    close: async () => {
      endAll();
      server.close();
      await once(server, "close");
    },
  };
}
