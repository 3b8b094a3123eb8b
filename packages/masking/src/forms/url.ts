// The characters that encoders escape: all except for letters, digits and some others.
const ESCAPED = [
  /[^A-Za-z0-9._~-]/gu, // RFC 3986, section 2.3
  /[^A-Za-z0-9._~!'()*-]/gu, // encodeURIComponent
  /[^A-Za-z0-9._*-]/gu, // HTML forms, and URLSearchParams
  /[^A-Za-z0-9._!()*-]/gu, // .NET's UrlEncode
  /[^A-Za-z0-9._~/-]/gu, // Python's quote
  /[^A-Za-z0-9._~!'()*;,/?:@&=+$#-]/gu, // encodeURI
];

/** The forms of a text in a URL or in the body of a form (percent-encoding). */
export function urlForms(text: string): string[] {
  return ESCAPED.map((escaped) => text.replace(escaped, percentEncoded)).flatMap((form) => {
    const forms = [form, form.replaceAll("%20", "+")];
    return [...forms, ...forms.map((upper) => upper.replace(/%../g, (code) => code.toLowerCase()))];
  });
}

function percentEncoded(character: string): string {
  return Buffer.from(character).toString("hex").toUpperCase().replace(/../g, "%$&");
}
