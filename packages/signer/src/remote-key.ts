import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { createVerifier, newVerifierKey, type Signer } from "@indelible/ledger";
import { formatFrame, readFrame } from "./frame.ts";
import { formatRequest, parseResponse, type SignerRequest } from "./messages.ts";
import { SignerError } from "./signer-error.ts";

/** How to reach a signer. */
export interface RemoteKeyOptions {
  /** The path of its Unix socket. */
  readonly path: string;
  readonly clock: () => Date;
  /** Milliseconds for a whole request; default: 2,000. */
  readonly milliseconds?: number;
}

const REQUEST_MILLISECONDS = 2_000;
/** After a failure nothing is requested for this time, then twice as long, and so on. */
const PAUSE_MILLISECONDS = 1_000;
const PAUSE_MILLISECONDS_MAX = 30_000;

/** A key whose private part is in another process. Errors are SignerError. */
export class RemoteKey {
  readonly #options: RemoteKeyOptions;
  #failures = 0;
  #pausedUntil = 0;
  #lastError: SignerError | undefined;

  constructor(options: RemoteKeyOptions) {
    this.#options = options;
  }

  /** Requests the public key, 32 bytes. */
  publicKey(): Promise<Uint8Array> {
    return this.#request({ kind: "key" });
  }

  /**
   * Signs under a name with the key that has this public key. Each signature is verified. After a
   * failure, signing fails at once for some seconds: a signer that does not answer must not delay the
   * caller each time.
   */
  signer(name: string, publicKey: Uint8Array): Signer {
    const key = newVerifierKey(name, "note", publicKey);
    const verifier = createVerifier(key);
    const sign = async (text: Uint8Array) => {
      const now = this.#options.clock().getTime();
      if (now < this.#pausedUntil && this.#lastError !== undefined) throw this.#lastError;
      const signature = await this.#attempt(() => this.#request({ kind: "sign", text }), now);
      if (await verifier.verify(text, signature)) return signature;
      throw new SignerError("signature", `The signer at ${this.#options.path} has another key.`);
    };
    return { name, keyId: key.keyId, sign };
  }

  async #attempt<T>(work: () => Promise<T>, now: number): Promise<T> {
    try {
      const result = await work();
      this.#failures = 0;
      return result;
    } catch (error) {
      if (!(error instanceof SignerError)) throw error;
      const pause = Math.min(PAUSE_MILLISECONDS * 2 ** this.#failures, PAUSE_MILLISECONDS_MAX);
      this.#failures += 1;
      this.#pausedUntil = now + pause;
      this.#lastError = error;
      throw error;
    }
  }

  async #request(request: SignerRequest): Promise<Uint8Array> {
    const { path, milliseconds = REQUEST_MILLISECONDS } = this.#options;
    const socket = createConnection(path);
    const deadline = setTimeout(() => socket.destroy(timeout(path)), milliseconds);
    try {
      const response = parseResponse(await exchange(socket, formatRequest(request)));
      if (response.kind === "error") throw new SignerError(response.code, response.message);
      const expected = request.kind === "key" ? "key" : "signature";
      if (response.kind === expected) return response.bytes;
      throw new SignerError("malformed", "The signer answered another request.");
    } catch (error) {
      throw error instanceof SignerError ? error : unreachable(path, error);
    } finally {
      clearTimeout(deadline);
      socket.destroy();
    }
  }
}

async function exchange(socket: Socket, message: Uint8Array): Promise<Buffer> {
  await once(socket, "connect");
  socket.write(formatFrame(message));
  return readFrame(socket);
}

function timeout(path: string): SignerError {
  return new SignerError("timeout", `The signer at ${path} does not answer in time.`);
}

function unreachable(path: string, cause: unknown): SignerError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SignerError("unreachable", `The signer at ${path} cannot be reached: ${reason}.`, {
    cause,
  });
}
