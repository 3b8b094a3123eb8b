/** The server refused a request of the demo, or the story has an error. */
export class DemoError extends Error {
  override readonly name = "DemoError";
}

/** What the server records about a client. */
export interface ClientIdentity {
  /** The `User-Agent` header. */
  readonly userAgent: string;
  /** The client's address, sent like a reverse proxy does (`X-Forwarded-For`). */
  readonly ipAddress: string;
}

/** A client of the API. Every method fails with DemoError if the server refuses. */
export interface Client {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: object): Promise<Answer>;
  put<Answer>(path: string, body: object): Promise<Answer>;
  delete(path: string): Promise<void>;
}

/** A client with an API key. */
export function keyClient(address: string, identity: ClientIdentity, apiKey: string): Client {
  return clientWith(address, { ...headersOf(identity), "x-octopus-apikey": apiKey });
}

/**
 * Signs in with name and password. Returns a client with the session's cookies; DemoError if the
 * server refuses.
 */
export async function signIn(
  address: string,
  identity: ClientIdentity,
  username: string,
  password: string,
): Promise<Client> {
  const credentials = { Username: username, Password: password, RememberMe: true };
  const headers = headersOf(identity);
  const response = await send(address, headers, "POST", "/api/users/login", credentials);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
  const csrf = cookies.find((cookie) => cookie.startsWith("Octopus-Csrf-Token"))?.split("=")[1];
  return clientWith(address, {
    ...headers,
    cookie: cookies.join("; "),
    "x-octopus-csrf-token": decodeURIComponent(csrf ?? ""),
  });
}

function headersOf({ userAgent, ipAddress }: ClientIdentity): Record<string, string> {
  return { "user-agent": userAgent, "x-forwarded-for": ipAddress };
}

function clientWith(address: string, headers: Record<string, string>): Client {
  const request = async <Answer>(method: string, path: string, body?: object) => {
    const response = await send(address, headers, method, path, body);
    return (await response.json()) as Answer;
  };
  return {
    get: (path) => request("GET", path),
    post: (path, body) => request("POST", path, body),
    put: (path, body) => request("PUT", path, body),
    delete: async (path) => {
      await request("DELETE", path);
    },
  };
}

async function send(
  address: string,
  headers: Record<string, string>,
  method: string,
  path: string,
  body: object | undefined,
): Promise<Response> {
  const response = await fetch(address + path, {
    method,
    headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return response;
  const answer = await response.text();
  throw new DemoError(`${method} ${path} failed with ${response.status}: ${answer}`);
}
