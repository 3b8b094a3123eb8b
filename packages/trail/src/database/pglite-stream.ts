import { Duplex } from "node:stream";
import type { PGlite } from "@electric-sql/pglite";

type Done = (error?: Error | null) => void;

/** The message with which a client takes its leave ("Terminate" of the protocol). */
const TERMINATE = "X".charCodeAt(0);

/**
 * What node-postgres takes for its socket, with PGlite at the other end: each write is a whole
 * exchange of PostgreSQL's protocol. So both stores share one driver, and PGlite, which by itself
 * plans every statement anew, keeps the plans of those with a name.
 */
export class PgliteStream extends Duplex {
  readonly #client: PGlite;

  constructor(client: PGlite) {
    super();
    this.#client = client;
  }

  /** Every connection is the same session: it begins without what another left in it. */
  connect(): this {
    this.#client.exec("rollback; deallocate all").then(
      () => this.emit("connect"),
      (error) => this.destroy(error),
    );
    return this;
  }

  // What the driver sets on a socket means nothing here.
  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  /** Answers are pushed when they are there. */
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
    // It would end PGlite itself, which is for whoever opened it to do.
    if (message[0] === TERMINATE) return;
    const answer = await this.#client.execProtocolRaw(message);
    if (answer.length > 0) this.push(Buffer.from(answer));
  }
}
