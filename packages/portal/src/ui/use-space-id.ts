import { useParams } from "@tanstack/react-router";
import { FIRST_SPACE_ID } from "../api/spaces.ts";

/** The space the address names. */
export function useSpaceId(): string {
  return useParams({ strict: false }).spaceId ?? FIRST_SPACE_ID;
}
