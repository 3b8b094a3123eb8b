import { expect } from "vitest";
import type { TestAnswer, TestServer } from "../support/server.ts";

/** The scope of a scoped user role; a missing dimension is not limited. */
export interface Scope {
  readonly ProjectIds?: readonly string[];
  readonly ProjectGroupIds?: readonly string[];
  readonly EnvironmentIds?: readonly string[];
  readonly TenantIds?: readonly string[];
}

/** Permissions, their space and their scope. */
export interface Holding {
  readonly space?: readonly string[];
  readonly system?: readonly string[];
  /** `Spaces-1` by default; null for only system level. */
  readonly spaceId?: string | null;
  readonly scope?: Scope;
}

/** A user who has an API key. */
export interface Person {
  readonly id: string;
  readonly key: string;
}

/** Creates users, teams and roles on a test server, through its API. */
export class Organisation {
  readonly server: TestServer;
  readonly #roles = new Map<string, Promise<string>>();
  #made = 0;

  constructor(server: TestServer) {
    this.server = server;
  }

  /** Creates a document at an address, by default as the administrator. */
  async make(
    url: string,
    body: object,
    key?: string,
  ): Promise<{ Id: string } & TestAnswer["body"]> {
    const answer = await this.server.call("POST", url, body, key === undefined ? {} : { key });
    expect(answer.status, `POST ${url}: ${answer.text}`).toBe(201);
    return answer.body;
  }

  /** A name that is not used yet. */
  name(what: string): string {
    this.#made += 1;
    return `${what} ${this.#made}`;
  }

  /** A user without permissions, with a key. */
  async person(): Promise<Person> {
    const { Id } = await this.make("/api/users", { Username: this.name("user"), IsService: true });
    const { ApiKey } = await this.make(`/api/users/${Id}/apikeys`, { Purpose: "tests" });
    return { id: Id, key: ApiKey };
  }

  /** A user with some permissions, each set through a separate team. */
  async personWith(...holdings: readonly Holding[]): Promise<Person> {
    const person = await this.person();
    for (const holding of holdings) await this.give([person.id], holding);
    return person;
  }

  /** A new team at system level, without roles. */
  async team(memberIds: readonly string[]): Promise<string> {
    const body = { Name: this.name("Team"), MemberUserIds: memberIds };
    return (await this.make("/api/teams", body)).Id;
  }

  /** A new team with some permissions. */
  async give(memberIds: readonly string[], holding: Holding): Promise<string> {
    const teamId = await this.team(memberIds);
    await this.giveTeam(teamId, holding);
    return teamId;
  }

  /** Gives a team a role with exactly these permissions; returns the id of the scoped user role. */
  async giveTeam(teamId: string, holding: Holding): Promise<string> {
    const { space = [], system = [], spaceId = "Spaces-1", scope = {} } = holding;
    const address = spaceId === null ? "/api" : `/api/${spaceId}`;
    const UserRoleId = await this.role(space, system);
    const body = { TeamId: teamId, UserRoleId, ...scope };
    return (await this.make(`${address}/scopeduserroles`, body)).Id;
  }

  /** A role with exactly these permissions. */
  role(space: readonly string[], system: readonly string[]): Promise<string> {
    const key = JSON.stringify([space, system]);
    const body = {
      Name: this.name("Role"),
      GrantedSpacePermissions: space,
      GrantedSystemPermissions: system,
    };
    const role = this.#roles.get(key) ?? this.make("/api/userroles", body).then(({ Id }) => Id);
    this.#roles.set(key, role);
    return role;
  }

  /** A project in the default space, by default in its own group. */
  async project(groupId?: string): Promise<{ Id: string; Name: string; ProjectGroupId: string }> {
    const group =
      groupId ?? (await this.make("/api/projectgroups", { Name: this.name("Group") })).Id;
    const { body: lifecycles } = await this.server.call("GET", "/api/lifecycles/all");
    return this.make("/api/projects", {
      Name: this.name("Project"),
      ProjectGroupId: group,
      LifecycleId: lifecycles[0].Id,
    });
  }

  /** Another space that the administrator manages. */
  async space(): Promise<string> {
    const { body } = await this.server.call("GET", "/api/users/me");
    const Name = this.name("Space");
    return (await this.make("/api/spaces", { Name, SpaceManagersTeamMembers: [body.Id] })).Id;
  }
}
