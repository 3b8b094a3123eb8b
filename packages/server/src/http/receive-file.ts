import { invalid, type ReceivedFile, Refusal } from "@indelible/kernel";
import type { FastifyRequest } from "fastify";

/**
 * Limits of what a request may contain in addition to its file: a few short fields, which are
 * ignored.
 */
const PART_LIMITS = {
  files: 1,
  fields: 20,
  parts: 21,
  fieldNameSize: 100,
  fieldSize: 10_000,
  headerPairs: 20,
};

/**
 * The first file of a multipart request, in a field of any name. Fails with `wrong-media-type` for
 * another content type, and with `invalid` when there is no file or the request cannot be read.
 */
export async function receiveFile(
  request: FastifyRequest,
  bytesMax: number,
): Promise<ReceivedFile> {
  if (!request.isMultipart()) {
    throw new Refusal("wrong-media-type", "The file must be sent as multipart/form-data.");
  }
  const limits = { ...PART_LIMITS, fileSize: bytesMax };
  const part = await request.file({ limits, throwFileSizeLimit: false }).catch(unreadable);
  if (part === undefined) throw invalid("The request contains no file.");
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
