import { EncryptedContentInfo } from "@peculiar/asn1-cms";
import { AsnProp, AsnPropTypes, AsnType, AsnTypeTypes, OctetString } from "@peculiar/asn1-schema";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";

const sequence = AsnType({ type: AsnTypeTypes.Sequence });
const integer = AsnProp({ type: AsnPropTypes.Integer });
const octets = AsnProp({ type: OctetString });
const algorithm = AsnProp({ type: AlgorithmIdentifier });

/**
 * An octet string whose encoding may be split into parts, as BER allows and Java programs write it.
 */
export class WholeOctets extends OctetString {
  override fromASN(asn: Parameters<OctetString["fromASN"]>[0]): this {
    this.buffer = asn.getValue();
    return this;
  }
}

/** A whole number; a string when it has four bytes or more. */
type Integer = number | string;

/** `pkcs-12PbeParams` of RFC 7292, appendix C. */
export class Pkcs12PbeParameters {
  salt = new OctetString();
  iterations: Integer = 0;
}
sequence(Pkcs12PbeParameters);
octets(Pkcs12PbeParameters.prototype, "salt");
integer(Pkcs12PbeParameters.prototype, "iterations");

/** `PBES2-params` of RFC 8018, appendix A.4. */
export class Pbes2Parameters {
  keyDerivation = new AlgorithmIdentifier();
  encryption = new AlgorithmIdentifier();
}
sequence(Pbes2Parameters);
algorithm(Pbes2Parameters.prototype, "keyDerivation");
algorithm(Pbes2Parameters.prototype, "encryption");

/** `PBKDF2-params` of RFC 8018, appendix A.2, with the salt in the parameters themselves. */
export class Pbkdf2Parameters {
  salt = new OctetString();
  iterations: Integer = 0;
  keyLength?: Integer;
  prf?: AlgorithmIdentifier;
}
sequence(Pbkdf2Parameters);
octets(Pbkdf2Parameters.prototype, "salt");
integer(Pbkdf2Parameters.prototype, "iterations");
AsnProp({ type: AsnPropTypes.Integer, optional: true })(Pbkdf2Parameters.prototype, "keyLength");
AsnProp({ type: AlgorithmIdentifier, optional: true })(Pbkdf2Parameters.prototype, "prf");

/** `EncryptedData` of RFC 5652, section 8, without unprotected attributes. */
export class EncryptedData {
  version: Integer = 0;
  encryptedContentInfo = new EncryptedContentInfo();
}
sequence(EncryptedData);
integer(EncryptedData.prototype, "version");
AsnProp({ type: EncryptedContentInfo })(EncryptedData.prototype, "encryptedContentInfo");
