import { BUILT_IN_FEED, isBuiltInFeed } from "@indelible/domain";
import { invalid, Refusal } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";

/** Rules of feeds: the built-in feed comes with its space, is the only one of it, and stays. */
export const feedHooks: DocumentHooks = { check: checkBuiltIn, checkDelete };

function checkBuiltIn({ before, body }: DocumentWrite): void {
  const was = before !== undefined && isBuiltInFeed(before.body);
  if (!was && isBuiltInFeed(body)) {
    throw invalid("FeedType cannot be BuiltIn: a space has one such feed, which came with it.");
  }
  if (!was) return;
  if (!isBuiltInFeed(body)) throw invalid("FeedType of the built-in feed cannot be changed.");
  if (body.Slug !== BUILT_IN_FEED) {
    throw invalid(`Slug of the built-in feed must be ${BUILT_IN_FEED}: clients know it by that.`);
  }
}

function checkDelete(feed: StoredDocument): void {
  if (isBuiltInFeed(feed.body)) {
    throw new Refusal("conflict", "The built-in feed cannot be deleted.");
  }
}
