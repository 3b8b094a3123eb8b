import type { ReleaseResource } from "../resources.ts";
import type { StoryAct, StoryProject, World } from "../world.ts";

const WORK = ["Basket", "Sign-in", "Export", "Search", "Invoices", "Mails", "Reports", "Settings"];
const NOTES = [
  "is faster",
  "is more forgiving",
  "has tests",
  "no longer blinks",
  "reports its progress",
];
/** Releases of a project before the oldest one is deleted. */
const RELEASES_KEPT = 40;

/** The pipeline creates the next release of a project. */
export const createRelease: StoryAct = async (world) => {
  await createReleaseOf(world, world.chance.pick(world.projects));
};

/** The lead of a project adds to the notes of its last release. */
export const writeReleaseNotes: StoryAct = async (world) => {
  const project = world.chance.pick(world.projects);
  const id = project.releaseIds.at(-1);
  if (id === undefined) return;
  await world.edit<ReleaseResource>(project.lead, `${world.space}/releases/${id}`, (release) => {
    release.ReleaseNotes = `${release.ReleaseNotes}\n- ${note(world)}`;
  });
};

/** The lead of a project deletes its oldest release, if there are many. */
export const deleteOldRelease: StoryAct = async (world) => {
  const project = world.chance.pick(world.projects);
  if (project.releaseIds.length < RELEASES_KEPT) return createReleaseOf(world, project);
  const id = project.releaseIds.shift();
  await world.as(project.lead).delete(`${world.space}/releases/${id}`);
};

/** Creates the next release of one project. */
export async function createReleaseOf(world: World, project: StoryProject): Promise<void> {
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
