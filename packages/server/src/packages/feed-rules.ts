import { BUILT_IN_FEED, isBuiltInFeed } from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";
import type { DocumentRules, DocumentWrite } from "../documents/document-rules.ts";
import { badRequest, HttpProblem } from "../http/http-problem.ts";

/** Rules of feeds: the built-in feed comes with its space, is the only one of it, and stays. */
export const feedRules: DocumentRules = { check: checkBuiltIn, checkDelete };

function checkBuiltIn({ before, body }: DocumentWrite): void {
  const was = before !== undefined && isBuiltInFeed(before.body);
  if (!was && isBuiltInFeed(body)) {
    throw badRequest("FeedType cannot be BuiltIn: a space has one such feed, which came with it.");
  }
  if (!was) return;
  if (!isBuiltInFeed(body)) throw badRequest("FeedType of the built-in feed cannot be changed.");
  if (body.Slug !== BUILT_IN_FEED) {
    throw badRequest(
      `Slug of the built-in feed must be ${BUILT_IN_FEED}: clients know it by that.`,
    );
  }
}

function checkDelete(feed: StoredDocument): void {
  if (isBuiltInFeed(feed.body)) {
    throw new HttpProblem(409, "The built-in feed cannot be deleted.");
  }
}
