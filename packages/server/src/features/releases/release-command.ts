import {
  anything,
  type BodyOf,
  flag,
  list,
  NAME_LENGTH_MAX,
  name,
  object,
  optionalText,
} from "@indelible/domain";
import { readCommand } from "@indelible/kernel";

/** Characters of a choice of packages. */
const CHOICE_LENGTH_MAX = 3 * NAME_LENGTH_MAX;

/** The body of `POST releases/create/v1`; project and channel by id, slug or name. API reference, section 6. */
export const releaseCommand = object({
  ProjectName: name(),
  ChannelName: optionalText(NAME_LENGTH_MAX),
  ReleaseVersion: optionalText(NAME_LENGTH_MAX),
  PackageVersion: optionalText(NAME_LENGTH_MAX),
  PackagePrerelease: optionalText(NAME_LENGTH_MAX),
  Packages: list(name(CHOICE_LENGTH_MAX)),
  GitRef: optionalText(),
  ReleaseNotes: optionalText(),
  IgnoreIfAlreadyExists: flag(),
  IgnoreChannelRules: flag(),
  CustomFields: anything(),
});

/** A command to create a release. */
export type ReleaseCommand = BodyOf<typeof releaseCommand>;

/** Reads a command that a client sent; fails with 400. */
export function readReleaseCommand(sent: unknown): ReleaseCommand {
  return readCommand(releaseCommand, sent);
}
