import { useQuery } from "@tanstack/react-query";
import { choicesQuery } from "../api/lookups.ts";
import { kindOfId } from "../model/documents/document-kinds.ts";
import { ownerOf } from "../model/documents/document-owner.ts";
import { listApiPath } from "../model/documents/document-path.ts";

/**
 * The name of the document with this id: its current name, "Deployment process of Web shop" for
 * one known by its owner, or the id when the name is hidden, unknown or deleted.
 */
export function useDocumentName(id: string, spaceId: string): string {
  const owner = ownerOf(id);
  const named = owner ?? id;
  const kind = kindOfId(named);
  const path = kind?.named ? `${listApiPath(kind, spaceId)}/all` : "";
  const choices = useQuery({ ...choicesQuery(path), enabled: path !== "" }).data;
  const name = choices?.find((choice) => choice.id === named)?.name;
  if (name === undefined) return id;
  return owner === undefined ? name : `${kindOfId(id)?.singular ?? "Part"} of ${name}`;
}
