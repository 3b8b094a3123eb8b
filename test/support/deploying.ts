import type { Database } from "@indelible/trail";
import { expect } from "vitest";
import { openScriptHost } from "./script-host.ts";
import {
  startTestServer,
  type TestAnswer,
  type TestServer,
  type TestServerOptions,
} from "./server.ts";
import { openStore } from "./stores.ts";

/** An action that runs a Bash script. */
export function bash(name: string, body: string, properties: Record<string, unknown> = {}) {
  return {
    Name: name,
    ActionType: "Octopus.Script",
    Properties: {
      "Octopus.Action.Script.Syntax": "Bash",
      "Octopus.Action.Script.ScriptSource": "Inline",
      "Octopus.Action.Script.ScriptBody": body,
      ...properties,
    },
  };
}

/** A step with one action. */
export function step(action: { readonly Name: string }, init: Record<string, unknown> = {}) {
  return { Name: action.Name, Actions: [action], ...init };
}

/** A manual intervention. */
export function manual(name: string, instructions = "Look at it.", teams: readonly string[] = []) {
  return {
    Name: name,
    ActionType: "Octopus.Manual",
    Properties: {
      "Octopus.Action.Manual.Instructions": instructions,
      "Octopus.Action.Manual.ResponsibleTeamIds": teams.join(","),
    },
  };
}

/** Runs the steps on targets with a role. */
export function onRole(role: string, more: Record<string, unknown> = {}) {
  return { Properties: { "Octopus.Action.TargetRoles": role, ...more } };
}

/** Common operations of tests of deployments, through the API. */
export class Deploying {
  readonly server: TestServer;
  #made = 0;

  constructor(server: TestServer) {
    this.server = server;
  }

  /** Sends a request that must succeed; returns the response body. */
  async call(
    method: string,
    url: string,
    body?: unknown,
    options?: Parameters<TestServer["call"]>[3],
  ): Promise<TestAnswer["body"]> {
    const answer = await this.server.call(method, `/api/Spaces-1/${url}`, body, options);
    expect(answer.status, `${method} ${url}: ${answer.text.slice(0, 500)}`).toBeLessThan(300);
    return answer.body ?? answer.text;
  }

  /** A project with these steps and variables. */
  async project(steps: readonly unknown[], variables: readonly unknown[] = []): Promise<string> {
    const [group] = await this.call("GET", "projectgroups/all");
    const lifecycle = await this.call("GET", "lifecycles/Default%20Lifecycle");
    this.#made += 1;
    const { Id } = await this.call("POST", "projects", {
      Name: `Shop ${this.#made}`,
      ProjectGroupId: group.Id,
      LifecycleId: lifecycle.Id,
    });
    await this.call("PUT", `projects/${Id}/deploymentprocesses`, { Steps: steps });
    if (variables.length > 0) {
      await this.call("PUT", `projects/${Id}/variables`, { Variables: variables });
    }
    return Id;
  }

  /** A new environment. */
  async environment(name = "Staging"): Promise<string> {
    this.#made += 1;
    return (await this.call("POST", "environments", { Name: `${name} ${this.#made}` })).Id;
  }

  /** An account that signs in with a key. */
  async account(username: string, privateKey: string): Promise<string> {
    this.#made += 1;
    const { Id } = await this.call("POST", "accounts", {
      Name: `Deployer ${this.#made}`,
      AccountType: "SshKeyPair",
      Username: username,
      PrivateKeyFile: { HasValue: true, NewValue: privateKey },
    });
    return Id;
  }

  /** A release of a project, and its deployment to an environment, queued. */
  async queue(
    project: string,
    environment: string,
    init: Record<string, unknown> = {},
  ): Promise<{ Id: string; TaskId: string; Name: string; ReleaseId: string }> {
    this.#made += 1;
    const Version = `1.0.${this.#made}`;
    const release = await this.call("POST", "releases", { ProjectId: project, Version });
    const body = { ReleaseId: release.Id, EnvironmentId: environment, ...init };
    return this.call("POST", "deployments", body);
  }

  /** Runs tasks until none is left. */
  async runAll(): Promise<void> {
    const { runner } = this.server.tasks;
    while (await runner.claim()) await runner.idle();
  }

  /** Queues a deployment and runs it; returns its task. */
  async deploy(project: string, environment: string, init: Record<string, unknown> = {}) {
    const { TaskId } = await this.queue(project, environment, init);
    await this.runAll();
    return this.task(TaskId);
  }

  task(id: string): Promise<TestAnswer["body"]> {
    return this.call("GET", `tasks/${id}`);
  }

  log(id: string): Promise<string> {
    return this.call("GET", `tasks/${id}/raw`);
  }

  /** The events that relate to a document, oldest first. */
  async events(regarding: string): Promise<TestAnswer["body"][]> {
    const url = `events?regarding=${regarding}&take=1000&includeSystem=true`;
    return (await this.call("GET", url)).Items.reverse();
  }
}

/** A server that runs scripts, with its resources. */
export interface DeployingServer {
  readonly on: Deploying;
  readonly database: Database;
  /** Where its scripts run. */
  readonly folder: string;
  /** Stops the server, and removes its resources. */
  close(): Promise<void>;
}

/** Starts a server that runs scripts, with its own database. */
export async function startDeploying(
  options: Omit<TestServerOptions, "scriptHost"> = {},
): Promise<DeployingServer> {
  const database = await openStore("postgres");
  const scripts = openScriptHost();
  const server = await startTestServer(database, { ...options, scriptHost: scripts.host });
  return {
    on: new Deploying(server),
    database,
    folder: scripts.folder,
    close: async () => {
      await scripts.close();
      await server.close();
      await database.close();
    },
  };
}
