import { SignerError, type SignerRefusal } from "./signer-error.ts";

/** What a client requests. */
export type SignerRequest =
  /** The public key. */
  | { readonly kind: "key" }
  /** A signature of a text, of a checkpoint or a key statement. */
  | { readonly kind: "sign"; readonly text: Uint8Array };

/** What a signer answers. */
export type SignerResponse =
  /** 32 bytes. */
  | { readonly kind: "key"; readonly bytes: Uint8Array }
  /** 64 bytes. */
  | { readonly kind: "signature"; readonly bytes: Uint8Array }
  | {
      readonly kind: "error";
      readonly code: SignerRefusal | "malformed";
      readonly message: string;
    };

const KEY_REQUEST = "indelible-signer/1 key\n";
const SIGN_REQUEST = "indelible-signer/1 sign\n";
const SIZES = { key: 32, signature: 64 } as const;

const CODES: ReadonlySet<string> = new Set([
  "malformed",
  "unsupported",
  "not-a-checkpoint",
  "origin",
  "smaller",
  "other-tree",
  "successor",
  "state",
] satisfies (SignerRefusal | "malformed")[]);

/** The bytes of a request. */
export function formatRequest(request: SignerRequest): Buffer {
  if (request.kind === "key") return Buffer.from(KEY_REQUEST);
  return Buffer.concat([Buffer.from(SIGN_REQUEST), request.text]);
}

/** Reads a request. Fails with `unsupported` for any other, such as one of a later version. */
export function parseRequest(message: Uint8Array): SignerRequest {
  const bytes = Buffer.from(message);
  if (bytes.equals(Buffer.from(KEY_REQUEST))) return { kind: "key" };
  const length = Buffer.byteLength(SIGN_REQUEST);
  if (bytes.subarray(0, length).equals(Buffer.from(SIGN_REQUEST))) {
    return { kind: "sign", text: bytes.subarray(length) };
  }
  throw new SignerError("unsupported", "This signer knows only the requests key and sign.");
}

/** The bytes of an answer. */
export function formatResponse(response: SignerResponse): Buffer {
  if (response.kind !== "error") {
    return Buffer.from(`${response.kind} ${Buffer.from(response.bytes).toString("base64")}\n`);
  }
  return Buffer.from(`error ${response.code} ${response.message.replaceAll("\n", " ")}\n`);
}

/** Reads an answer. Fails with `malformed` unless it is exactly one of the three forms. */
export function parseResponse(message: Uint8Array): SignerResponse {
  const text = Buffer.from(message).toString("utf8");
  const [, kind = "", rest = ""] = /^(key|signature|error) (.*)\n$/.exec(text) ?? [];
  if (kind === "error") return errorIn(rest);
  const bytes = Buffer.from(rest, "base64");
  const size = kind === "key" || kind === "signature" ? SIZES[kind] : undefined;
  if ((kind !== "key" && kind !== "signature") || bytes.length !== size) throw malformed();
  return { kind, bytes };
}

function errorIn(rest: string): SignerResponse {
  const [, code = "", message = ""] = /^([a-z-]+) (.*)$/.exec(rest) ?? [];
  if (!isCode(code)) throw malformed();
  return { kind: "error", code, message };
}

function isCode(code: string): code is SignerRefusal | "malformed" {
  return CODES.has(code);
}

function malformed(): SignerError {
  return new SignerError("malformed", "The answer is not one of a signer.");
}
