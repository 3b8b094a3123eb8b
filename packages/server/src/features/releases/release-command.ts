import { anything, flag, list, NAME_LENGTH_MAX, name, optionalText } from "@indelible/domain";
import { readFields, withDefaults } from "@indelible/kernel";
import { type Static, Type } from "typebox";

/** Characters of a choice of packages. */
const CHOICE_LENGTH_MAX = 3 * NAME_LENGTH_MAX;

/** What `POST releases/create/v1` takes; projects and channels by id or name. API reference, section 6. */
export const releaseCommand = Type.Object({
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

/** A command to make a release. */
export type ReleaseCommand = Static<typeof releaseCommand>;

/** Reads a command as a client sent it; fails with 400. */
export function readReleaseCommand(sent: unknown): ReleaseCommand {
  return withDefaults(
    releaseCommand,
    readFields(releaseCommand, sent),
  ) as unknown as ReleaseCommand;
}
