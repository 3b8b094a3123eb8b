import { BUILT_IN_FEED, type Feed, isBuiltInFeed } from "@indelible/domain";
import { invalid, Refusal } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";

/** Rules of feeds: each space has exactly one built-in feed, which is created with it. */
export const feedHooks: DocumentHooks<Feed> = { check: checkBuiltIn, checkDelete };

function checkBuiltIn({ before, body }: DocumentWrite<Feed>): void {
  const was = before !== undefined && isBuiltInFeed(before.body);
  if (!was && isBuiltInFeed(body)) {
    throw invalid("FeedType cannot be BuiltIn: each space has one built-in feed already.");
  }
  if (!was) return;
  if (!isBuiltInFeed(body)) throw invalid("FeedType of the built-in feed cannot be changed.");
  if (body.Slug !== BUILT_IN_FEED) {
    throw invalid(`Slug of the built-in feed must be ${BUILT_IN_FEED}: clients use it.`);
  }
}

function checkDelete(feed: StoredDocument<Feed>): void {
  if (isBuiltInFeed(feed.body)) {
    throw new Refusal("conflict", "The built-in feed cannot be deleted.");
  }
}
