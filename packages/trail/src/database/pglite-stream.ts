import { Duplex } from "node:stream";
import type { PGlite } from "@electric-sql/pglite";

type Done = (error?: Error | null) => void;

/** The message "Terminate" of the protocol. */
const TERMINATE = "X".charCodeAt(0);

/**
 * The socket of node-postgres, with PGlite at the other end: each write is a complete exchange of
 * PostgreSQL's protocol. So both stores share one driver, and PGlite keeps the plans of named
 * statements; its own interface plans every statement again.
 */
export class PgliteStream extends Duplex {
  readonly #client: PGlite;

  constructor(client: PGlite) {
    super();
    this.#client = client;
  }

  /** All connections share one session, which is reset for each. */
  connect(): this {
    this.#client.exec("rollback; deallocate all").then(
      () => this.emit("connect"),
      (error) => this.destroy(error),
    );
    return this;
  }

  // The socket options that the driver sets have no effect here.
  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  /** Responses are pushed as they arrive. */
  override _read(): void {}

  override _write(message: Buffer, _encoding: string, done: Done): void {
    this.#exchange(message).then(() => done(), done);
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: Done): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), "", done);
  }

  override _final(done: Done): void {
    this.push(null);
    done();
  }

  async #exchange(message: Buffer): Promise<void> {
    // It would close PGlite itself, which is up to its owner.
    if (message[0] === TERMINATE) return;
    const parts: Buffer[] = [];
    // Its other method for raw messages also parses the answers, and keeps all of them in memory.
    await this.#client.execProtocolRawStream(message, {
      onRawData: (bytes) => parts.push(Buffer.from(bytes)),
    });
    if (parts.length > 0) this.push(Buffer.concat(parts));
  }
}
