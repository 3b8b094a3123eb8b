import type { ReleaseResource } from "../resources.ts";
import type { StoryAct, StoryProject, World } from "../world.ts";

const WORK = ["Basket", "Sign-in", "Export", "Search", "Invoices", "Mails", "Reports", "Settings"];
const NOTES = [
  "is faster",
  "is more forgiving",
  "has tests",
  "no longer blinks",
  "says what it does",
];
/** Releases that a project keeps before somebody tidies up. */
const RELEASES_KEPT = 40;

/** The pipeline makes the next release of a project. */
export const makeRelease: StoryAct = async (world) => {
  await releaseOf(world, world.chance.pick(world.projects));
};

/** The lead of a project completes the notes of its last release. */
export const writeReleaseNotes: StoryAct = async (world) => {
  const project = world.chance.pick(world.projects);
  const id = project.releaseIds.at(-1);
  if (id === undefined) return;
  await world.edit<ReleaseResource>(project.lead, `${world.space}/releases/${id}`, (release) => {
    release.ReleaseNotes = `${release.ReleaseNotes}\n- ${note(world)}`;
  });
};

/** The lead of a project deletes its oldest release, if there are many. */
export const tidyReleases: StoryAct = async (world) => {
  const project = world.chance.pick(world.projects);
  if (project.releaseIds.length < RELEASES_KEPT) return releaseOf(world, project);
  const id = project.releaseIds.shift();
  await world.as(project.lead).delete(`${world.space}/releases/${id}`);
};

/** Makes the next release of one project. */
export async function releaseOf(world: World, project: StoryProject): Promise<void> {
  const [major, minor, patch] = project.version;
  project.version = world.chance.next() < 0.25 ? [major, minor + 1, 0] : [major, minor, patch + 1];
  const release = await world.as("deploy-bot").post<ReleaseResource>(`${world.space}/releases`, {
    ProjectId: project.id,
    Version: project.version.join("."),
    ReleaseNotes: `- ${note(world)}`,
  });
  project.releaseIds.push(release.Id);
}

function note({ chance }: World): string {
  return `${chance.pick(WORK)} ${chance.pick(NOTES)}`;
}
