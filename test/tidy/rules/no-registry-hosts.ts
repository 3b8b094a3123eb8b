import { findingsOf, type Rule } from "../rule.ts";

const hosts = /https?:\/\/[\w.-]*(registry\.(npmjs|yarnpkg)|npm\.pkg|nexus|artifactory)[\w.:-]*/gi;
const settings = /^\s*(@[\w-]+:)?registry\s*=.*$/gm;
const downloads = /"resolved": "(https?|git\+\w+):[^"]*"/g;

export const rule: Rule = {
  name: "no file contains the host of a package registry",
  remedy:
    "Remove it (.npmrc keeps addresses out of the lockfile): every user configures their own.",
  check: (project) =>
    project.files
      .filter(({ path }) => !path.startsWith("test/tidy/"))
      .flatMap((file) => [
        ...findingsOf(file, hosts, "registry"),
        ...(file.path.endsWith(".npmrc") ? findingsOf(file, settings, "registry") : []),
        ...(file.path.endsWith("lock.json") ? findingsOf(file, downloads, "address") : []),
      ]),
  bad: [
    { "docs/a.md": "Packages come from https://nexus.example.com/npm/." },
    { ".npmrc": "registry=https://example.com/\n" },
    { "package-lock.json": '"resolved": "https://example.com/a.tgz"' },
  ],
  good: [
    { ".npmrc": "omit-lockfile-registry-resolved=true\n" },
    { "package-lock.json": '"resolved": "packages/ledger"' },
    { "docs/a.md": "The container registry of a feed, https://feeds.example.com/." },
  ],
};
