import { type Filters, plain } from "./filter.ts";

const XML_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

const HTML_ENTITIES: Readonly<Record<string, string>> = { ...XML_ENTITIES, "/": "&#x2F;" };

/** Filters that escape a text for another language. */
export const escapeFilters: Filters = {
  XmlEscape: plain((input) => withEntities(input, XML_ENTITIES)),
  HtmlEscape: plain((input) => withEntities(input, HTML_ENTITIES)),
  JsonEscape: plain((input) => JSON.stringify(input).slice(1, -1)),
  UriEscape: plain(uriEscaped),
  UriDataEscape: plain(uriDataEscaped),
};

function withEntities(input: string, entities: Readonly<Record<string, string>>): string {
  return input.replace(/[&<>"'/]/g, (character) => entities[character] ?? character);
}

// RFC 3986 allows brackets; encodeURI is older and escapes them.
function uriEscaped(input: string): string {
  return encodeURI(input.toWellFormed()).replaceAll("%5B", "[").replaceAll("%5D", "]");
}

// The characters that RFC 3986 reserves and encodeURIComponent does not escape.
function uriDataEscaped(input: string): string {
  return encodeURIComponent(input.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
