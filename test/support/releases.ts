import { beforeAll, expect } from "vitest";
import { packageForm } from "./packages.ts";
import type { TestAnswer } from "./server.ts";
import { useServer } from "./use-server.ts";

/** The body of an answer, or a part of it. */
type Shown = TestAnswer["body"];

/**
 * A server with the packages Web 1.0.0, 1.5.0 and 2.0.0-rc.1 and Tools 3.1 for the tests of a file, and
 * what tests of releases do with it. Its clock never returns the same time twice, so that releases have
 * an order; it starts in March 2026.
 */
export function useReleases() {
  let now = Date.parse("2026-03-01T05:06:07Z");
  let projects = 0;
  const shared = useServer({ clock: () => new Date(++now) });
  const call = (method: string, url: string, body?: unknown): Promise<Shown> =>
    shared.on.call(method, url, body);

  beforeAll(async () => {
    for (const file of ["Web.1.0.0.zip", "Web.2.0.0-rc.1.zip", "Web.1.5.0.zip", "Tools.3.1.zip"]) {
      await call("POST", "packages/raw", packageForm(file, file));
    }
  });

  function attempt(project: string, command: Record<string, unknown> = {}): Promise<TestAnswer> {
    const body = { spaceIdOrName: "Default", projectName: project, ...command };
    return shared.server.call("POST", "/api/Spaces-1/releases/create/v1", body);
  }

  return {
    call,
    /** Sends the command that creates a release of a project. */
    attempt,
    /** Creates a release by the command; returns it. */
    create: async (project: string, command: Record<string, unknown> = {}): Promise<Shown> => {
      const answer = await attempt(project, command);
      expect(answer.status, answer.text).toBe(201);
      expect(Object.keys(answer.body)).toEqual(["ReleaseId", "ReleaseVersion"]);
      return call("GET", `releases/${answer.body.ReleaseId}`);
    },
    /** Sends a command that must be refused with 400; returns the error messages. */
    refusal: async (project: string, command: Record<string, unknown>): Promise<string> => {
      const answer = await attempt(project, command);
      expect(answer.status, answer.text).toBe(400);
      return answer.body.Errors.join(" ");
    },
    /** Creates a project; returns its name. */
    newProject: async (more: Record<string, unknown> = {}): Promise<string> => {
      const [group] = await call("GET", "projectgroups/all");
      const [lifecycle] = await call("GET", "lifecycles/all");
      projects += 1;
      const Name = `Shop ${projects}`;
      const body = { Name, ProjectGroupId: group.Id, LifecycleId: lifecycle.Id, ...more };
      await call("POST", "projects", body);
      return Name;
    },
    /** Sets a process of one step that uses packages of the built-in feed: their names and ids. */
    setProcess: (project: string, references: readonly (readonly [string, string])[]) => {
      const Packages = references.map(([Name, PackageId]) => ({
        Name,
        PackageId,
        FeedId: "feeds-builtin",
      }));
      const Actions = [{ Name: "Deploy", ActionType: "Octopus.Script", Packages }];
      return call("PUT", `projects/${encodeURIComponent(project)}/deploymentprocesses`, {
        Steps: [{ Name: "Site", Actions }],
      });
    },
  };
}
