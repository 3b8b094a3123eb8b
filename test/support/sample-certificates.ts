import { readFileSync } from "node:fs";

const FOLDER = new URL("../../packages/server/testdata/certificates/", import.meta.url);

/** The password of the sample files that have one. */
export const SAMPLE_PASSWORD = "open sesame";

/** A sample file that OpenSSL made: see scripts/make-sample-certificates.sh. */
export function sampleCertificate(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER));
}
