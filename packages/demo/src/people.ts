import { ADMIN, CAST, PASSWORD, type Person } from "./cast.ts";
import { type Client, DemoError, keyClient, signIn } from "./client.ts";
import type { Editor } from "./world.ts";

/** The users of the story with their clients. */
export class People {
  readonly #address: string;
  readonly #clients = new Map<string, Client>();
  readonly #ids = new Map<string, string>();

  constructor(address: string) {
    this.#address = address;
  }

  /** Signs in the administrator, who exists from the first start. */
  async signInAdmin(): Promise<void> {
    this.#clients.set("admin", await signIn(this.#address, ADMIN, "admin", PASSWORD));
  }

  /** The client of a user. DemoError if the user has no account yet. */
  as(username: string): Client {
    const client = this.#clients.get(username);
    if (client === undefined) throw new DemoError(`${username} has no account yet.`);
    return client;
  }

  /** An editor for all users; see `Editor`. */
  editor(): Editor {
    const saved = new Map<string, object>();
    return async <Body extends object>(
      username: string,
      path: string,
      change: (resource: Body) => void,
    ) => {
      const client = this.as(username);
      const resource = (saved.get(path) as Body | undefined) ?? (await client.get<Body>(path));
      change(resource);
      const after = await client.put<Body>(path, resource);
      saved.set(path, after);
      return after;
    };
  }

  /** The ids of users. DemoError if one has no account yet. */
  idsOf(usernames: readonly string[]): string[] {
    return usernames.map((username) => {
      const id = this.#ids.get(username);
      if (id === undefined) throw new DemoError(`${username} has no account yet.`);
      return id;
    });
  }

  /** Creates all accounts: users sign in, services get an API key. */
  async createAll(): Promise<void> {
    for (const person of CAST) await this.#create(person);
  }

  async #create(person: Person): Promise<void> {
    const admin = this.as("admin");
    const user = await admin.post<{ Id: string }>("/api/users", {
      Username: person.username,
      DisplayName: person.displayName,
      EmailAddress: `${person.username}@demo.example`,
      IsService: person.isService,
      ...(person.isService ? {} : { Password: PASSWORD }),
    });
    this.#ids.set(person.username, user.Id);
    this.#clients.set(person.username, await this.#clientOf(person, user.Id));
  }

  async #clientOf(person: Person, userId: string): Promise<Client> {
    if (!person.isService) return signIn(this.#address, person, person.username, PASSWORD);
    const path = `/api/users/${userId}/apikeys`;
    const body = { Purpose: person.purpose };
    const { ApiKey } = await this.as("admin").post<{ ApiKey: string }>(path, body);
    return keyClient(this.#address, person, ApiKey);
  }
}
