import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  SAMPLE_PASSWORD as PASSWORD,
  sampleCertificate as sample,
} from "../../../../../test/support/sample-certificates.ts";
import { certificateDetails } from "./certificate-details.ts";
import { type CertificateFormat, readable, readCertificateFile } from "./certificate-file.ts";

const both = (...names: string[]) => Buffer.concat(names.map(sample));

type Expected = readonly [
  name: string,
  password: string,
  format: CertificateFormat,
  subject: string,
  chain: number,
  key: string | undefined,
];

const READABLE: readonly Expected[] = [
  ["rsa.pem", "", "Pem", "www.example.org", 0, undefined],
  ["rsa.der", "", "Der", "www.example.org", 0, undefined],
  ["rsa-bundle.pem", "", "Pem", "www.example.org", 2, "rsa"],
  ["rsa-encrypted.pem", PASSWORD, "Pem", "www.example.org", 2, "rsa"],
  ["rsa-traditional.pem", PASSWORD, "Pem", "www.example.org", 0, "rsa"],
  ["ec-bundle.pem", "", "Pem", "ec.example.org", 0, "ec"],
  ["ec-encrypted.pem", PASSWORD, "Pem", "ec.example.org", 0, "ec"],
  ["rsa-aes256.pfx", PASSWORD, "Pkcs12", "www.example.org", 2, "rsa"],
  ["rsa-3des.pfx", PASSWORD, "Pkcs12", "www.example.org", 2, "rsa"],
  ["rsa-rc2.pfx", PASSWORD, "Pkcs12", "www.example.org", 0, "rsa"],
  ["rsa-no-password.pfx", "", "Pkcs12", "www.example.org", 0, "rsa"],
  ["ec-aes128.pfx", PASSWORD, "Pkcs12", "ec.example.org", 2, "ec"],
  ["ec-3des.pfx", PASSWORD, "Pkcs12", "ec.example.org", 0, "ec"],
  ["ec-no-mac.pfx", "Pässwörd 😀", "Pkcs12", "ec.example.org", 0, "ec"],
  ["ed25519.pfx", PASSWORD, "Pkcs12", "ed25519.example.org", 0, "ed25519"],
  ["no-key.pfx", PASSWORD, "Pkcs12", "Issuing", 1, undefined],
];

describe("a file made by OpenSSL", () => {
  test.each(READABLE)("%s is read", async (name, password, format, subject, chain, key) => {
    const file = await readCertificateFile(sample(name), password);
    expect(file.format).toBe(format);
    expect(file.certificate.subject).toContain(`CN=${subject}`);
    expect(file.chain).toHaveLength(chain);
    expect(file.privateKey?.asymmetricKeyType).toBe(key);
    let last = file.certificate;
    for (const issuer of file.chain) {
      expect(last.verify(issuer.publicKey)).toBe(true);
      last = issuer;
    }
    if (file.privateKey !== undefined) {
      expect(file.certificate.checkPrivateKey(file.privateKey)).toBe(true);
    }
  });

  const locked = READABLE.filter(([, password]) => password !== "");
  test.each(locked)("%s does not open with another password, nor without one", async (name) => {
    expect(await refusal(sample(name), "open sesamE")).toMatch("Password is wrong");
    expect(await refusal(sample(name), "")).toMatch("Password is required");
  });

  test.each(READABLE)("%s, cut short anywhere, is refused", async (name, password) => {
    const bytes = sample(name);
    const cuts = [
      1,
      2,
      3,
      10,
      60,
      ...Array.from({ length: 12 }, (_, i) => (i * bytes.length) / 12),
    ];
    for (const cut of cuts.map(Math.floor)) {
      const text = await refusal(bytes.subarray(0, cut), password);
      // A PEM file cut between two blocks is still one.
      if (name.endsWith(".pem")) continue;
      expect(text, `${cut} bytes`).toMatch(/^(The file|There is no|Password)/);
    }
  });
});

test.each([
  ["nothing", Buffer.alloc(0), "neither PFX"],
  ["text", Buffer.from("hello"), "neither PFX"],
  ["a key alone", sample("ec.key"), "The file contains no certificate."],
  ["a request", sample("request.pem"), "The file contains no certificate."],
  ["a key and another's certificate", both("ec.key", "rsa.pem"), "does not belong to any"],
  ["two keys", both("ec.key", "ec.key", "rsa.pem"), "more than one private key"],
  ["a certificate without end", sample("rsa.pem").subarray(0, 500), "ends within its CERTIFICATE"],
  ["101 certificates", both(...Array<string>(101).fill("rsa.pem")), "more than 100 certificates"],
  ["too much", Buffer.alloc(768 * 1024 + 1, 0x30), "at most 786432 bytes, not 786433"],
  [
    "a broken key",
    both("rsa.pem", "ec.key").fill("A", 1110, 1120),
    "key in the file cannot be read",
  ],
  [
    "a key that does not start a line",
    Buffer.concat([sample("rsa.pem"), Buffer.from(" "), sample("ec.key")]),
    "key in the file cannot be read",
  ],
  ["a certificate and more", both("rsa.der", "rsa.der"), "contains more than a certificate"],
  ["a sequence of nothing", Buffer.from("3000", "hex"), "cannot be read"],
  ["nested without end", Buffer.alloc(100_000, Buffer.from("3080", "hex")), "cannot be read"],
])("%s is refused", async (_, bytes, sentence) => {
  expect(await refusal(bytes, PASSWORD)).toContain(sentence);
});

test("a PFX file with too many iterations is refused immediately", async () => {
  // The count of the code at its end, 2048 when OpenSSL makes it, is the last number in the file.
  const bytes = sample("rsa-aes256.pfx");
  expect(bytes.subarray(-4).toString("hex")).toBe("02020800");
  const patient = Buffer.concat([bytes.subarray(0, -4), Buffer.from("02047fffffff", "hex")]);
  const lengthened = withLongerSequences(patient, 2);
  expect(await refusal(lengthened, PASSWORD)).toContain("has 2147483647 iterations");
});

test("a file with damaged bytes is read or refused", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...READABLE.filter(([name]) => !/traditional/.test(name))),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      async ([name, password], changes) => {
        const bytes = Buffer.from(sample(name));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const text = await refusal(bytes, password);
        expect(text).toMatch(/^$|^(A |The |There |Password )/);
      },
    ),
    { numRuns: 150, seed: 20_261_126 },
  );
});

/** The sentence that a file is refused with; blank when it is read. */
async function refusal(bytes: Buffer, password: string): Promise<string> {
  try {
    const file = await readCertificateFile(bytes, password);
    await readable(file.format, () => certificateDetails(file));
    return "";
  } catch (error) {
    expect(error).toMatchObject({ name: "Refusal", code: "invalid" });
    return String((error as { errors?: readonly string[] }).errors);
  }
}

/** A PFX file whose last number grew: the two sequences that hold it are longer by as many bytes. */
function withLongerSequences(bytes: Buffer, by: number): Buffer {
  const longer = Buffer.from(bytes);
  longer.writeUInt16BE(longer.readUInt16BE(2) + by, 2);
  // The code, its salt and the count are in a short sequence at the end.
  const start = longer.lastIndexOf(Buffer.from("3031300d", "hex")) - 2;
  longer[start + 1] = (longer[start + 1] ?? 0) + by;
  return longer;
}
