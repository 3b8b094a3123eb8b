import { NAME_LENGTH_MAX } from "./fields.ts";

/** A name as it looks in an address: lower case, words joined by dashes. */
export function slugOf(name: string): string {
  const ascii = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return slug.slice(0, NAME_LENGTH_MAX);
}

/** Gives a body without a slug the one that its name makes; once made, it stays. */
export function withSlug<Body extends { readonly Name: string; readonly Slug?: string }>(
  body: Body,
): Body & { readonly Slug: string } {
  return { ...body, Slug: body.Slug || slugOf(body.Name) };
}
