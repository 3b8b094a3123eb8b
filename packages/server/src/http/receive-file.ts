import { invalid, type ReceivedFile, Refusal } from "@indelible/kernel";
import type { FastifyRequest } from "fastify";

/** What a request may hold beside its file: a few short fields, which nobody reads. */
const BESIDE_THE_FILE = {
  files: 1,
  fields: 20,
  parts: 21,
  fieldNameSize: 100,
  fieldSize: 10_000,
  headerPairs: 20,
};

/**
 * The first file of a multipart request, under whatever name. Fails with 415 for another content type,
 * and with 400 when there is no file or the request cannot be read.
 */
export async function receiveFile(
  request: FastifyRequest,
  bytesMax: number,
): Promise<ReceivedFile> {
  if (!request.isMultipart()) {
    throw new Refusal("wrong-media-type", "The file must be sent as multipart/form-data.");
  }
  const limits = { ...BESIDE_THE_FILE, fileSize: bytesMax };
  const part = await request.file({ limits, throwFileSizeLimit: false }).catch(unreadable);
  if (part === undefined) throw invalid("The request holds no file.");
  return { fileName: part.filename ?? "", content: contentOf(part.file, bytesMax) };
}

async function* contentOf(
  file: AsyncIterable<Uint8Array> & { readonly truncated: boolean },
  bytesMax: number,
): AsyncGenerator<Uint8Array> {
  try {
    yield* file;
  } catch (error) {
    unreadable(error as Error);
  }
  if (file.truncated) throw new Refusal("too-large", `The file has more than ${bytesMax} bytes.`);
}

function unreadable({ message }: Error): never {
  throw invalid(`The request's body cannot be read: ${message}.`);
}
