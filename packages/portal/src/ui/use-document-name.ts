import { useQuery } from "@tanstack/react-query";
import { deletedName, useDeletedDocument } from "../api/deleted-documents.ts";
import { choicesQuery } from "../api/lookups.ts";
import { kindOfId } from "../model/documents/document-kinds.ts";
import { ownerOf } from "../model/documents/document-owner.ts";
import { listApiPath } from "../model/documents/document-path.ts";

/**
 * The name of the document with this id: its current name, "Deployment process of Web shop" for
 * one known by its owner, "Web shop (deleted)" for a deleted one by its last name, or the id when the
 * name is hidden or unknown.
 */
export function useDocumentName(id: string, spaceId: string): string {
  const owner = ownerOf(id);
  const named = owner ?? id;
  const kind = kindOfId(named);
  const path = kind?.named ? `${listApiPath(kind, spaceId)}/all` : "";
  const choices = useQuery({ ...choicesQuery(path), enabled: path !== "" }).data;
  const current = choices?.find((choice) => choice.id === named)?.name;
  const isMissing = choices !== undefined && current === undefined;
  const deleted = useDeletedDocument(named, isMissing);
  const name = current ?? (deleted && deletedName(deleted));
  if (name === undefined) return id;
  return owner === undefined ? name : `${kindOfId(id)?.singular ?? "Part"} of ${name}`;
}
