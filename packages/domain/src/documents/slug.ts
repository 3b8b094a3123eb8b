import { NAME_LENGTH_MAX } from "./fields.ts";

/** A name in the form for addresses: lower case, words joined by dashes. */
export function slugOf(name: string): string {
  const ascii = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return slug.slice(0, NAME_LENGTH_MAX);
}

/** Sets a missing slug to one derived from the name; an existing slug stays. */
export function withSlug<Body extends { readonly Name: string; readonly Slug?: string }>(
  body: Body,
): Body & { readonly Slug: string } {
  return { ...body, Slug: body.Slug || slugOf(body.Name) };
}
