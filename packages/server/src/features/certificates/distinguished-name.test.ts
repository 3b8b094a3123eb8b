import {
  AttributeTypeAndValue,
  AttributeValue,
  Name,
  RelativeDistinguishedName,
} from "@peculiar/asn1-x509";
import { expect, test } from "vitest";
import { ATTRIBUTE, attributeOf, distinguishedName } from "./distinguished-name.ts";

function part(type: string, utf8String: string) {
  return new RelativeDistinguishedName([
    new AttributeTypeAndValue({ type, value: new AttributeValue({ utf8String }) }),
  ]);
}

test("names are written as RFC 4514 says", () => {
  const name = new Name([part("0.9.2342.19200300.100.1.25", ' a"b\\'), part("1.2.3", "#<;> ")]);
  expect(distinguishedName(name)).toBe('1.2.3=\\#\\<\\;\\>\\ , DC=\\ a\\"b\\\\');
  expect(distinguishedName(new Name([]))).toBe("");
});

test("of several attributes of a type, the most specific one counts", () => {
  const name = new Name([
    part(ATTRIBUTE.organization, "Example"),
    part(ATTRIBUTE.commonName, "general"),
    part(ATTRIBUTE.commonName, "specific"),
  ]);
  expect(attributeOf(name, ATTRIBUTE.commonName)).toBe("specific");
  expect(attributeOf(name, ATTRIBUTE.organization)).toBe("Example");
  expect(attributeOf(new Name([]), ATTRIBUTE.commonName)).toBeNull();
});
