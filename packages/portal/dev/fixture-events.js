// Events about the documents of the made-up company: one of every shape that the portal shows.
import { longScript } from "./fixture-documents.js";

const day = 86_400_000;

const people = [
  {
    UserId: "Users-21",
    Username: "alice",
    IdentityEstablishedWith: "Session cookie",
    UserAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
    IpAddress: "192.0.2.14",
  },
  {
    UserId: "Users-22",
    Username: "bob",
    IdentityEstablishedWith: "Session cookie",
    UserAgent: "Mozilla/5.0 (Macintosh) Safari/605.1.15",
    IpAddress: "192.0.2.27",
  },
  {
    UserId: "Users-23",
    Username: "deploy-bot",
    IsService: true,
    IdentityEstablishedWith: "API key 'build' created Fri, 02 Oct 2026 09:12:44 GMT",
    ApiKeyId: "apikeys-7",
    ApiKeyHint: "API-TW3…",
    UserAgent: "ts-octopusdeploy build-server",
    IpAddress: "198.51.100.7",
  },
  {
    UserId: "users-system",
    Username: "system",
    IdentityEstablishedWith: "",
    UserAgent: "Server",
    IpAddress: null,
  },
];

const link = (id, name) => ({ id, name });

/** Builds a message from texts and links and records the positions of the links. */
function word(parts) {
  let Message = "";
  const MessageReferences = [];
  for (const part of parts) {
    const text = typeof part === "string" ? part : part.name;
    if (typeof part !== "string")
      MessageReferences.push({
        ReferencedDocumentId: part.id,
        StartIndex: Message.length,
        Length: text.length,
      });
    Message += text;
  }
  return { Message, MessageReferences };
}

const indicator = (n) => `sensitive-value-indicator:v1:${"q8Zt3kVbW0dYpLsX".repeat(2)}${n}`;
const environment = (n, name) => link(`Environments-${n}`, name);
const project = (n, name) => link(`Projects-${n}`, name);

const processBefore = {
  Id: "deploymentprocess-Projects-1",
  Version: 4,
  Steps: [
    { Id: "s1", Name: "Check health", Condition: "Success", Actions: [] },
    {
      Id: "s2",
      Name: "Deploy web",
      Condition: "Success",
      Actions: [{ Name: "Deploy web", Properties: { ScriptBody: longScript(), Syntax: "Bash" } }],
    },
    { Id: "s3", Name: "Notify the team", Condition: "Always", Actions: [] },
  ],
};

const shapes = [
  {
    who: 0,
    Category: "Modified",
    parts: ["Environment ", environment(2, "Staging"), " was changed"],
    ChangeDetails: {
      DocumentContext: {
        Id: "Environments-2",
        Name: "Test",
        Description: "Where releases are tried before they reach customers",
        UseGuidedFailure: false,
        SortOrder: 1,
      },
      Differences: [
        { op: "replace", path: "/Name", value: "Staging" },
        {
          op: "replace",
          path: "/Description",
          value: "Where releases are tried by the team before they reach our customers",
        },
        { op: "replace", path: "/UseGuidedFailure", value: true },
      ],
    },
  },
  {
    who: 0,
    Category: "Modified",
    parts: ["Deployment process of ", project(1, "Web shop"), " was changed"],
    related: ["deploymentprocess-Projects-1"],
    ChangeDetails: {
      DocumentContext: processBefore,
      Differences: [
        {
          op: "replace",
          path: "/Steps/1/Actions/0/Properties/ScriptBody",
          value: longScript(true),
        },
        { op: "move", from: "/Steps/2", path: "/Steps/0" },
        {
          op: "add",
          path: "/Steps/3",
          value: {
            Id: "s4",
            Name: "Smoke test",
            Condition: "Success",
            Actions: [
              {
                Name: "Smoke test",
                IsRequired: true,
                Environments: ["Environments-2", "Environments-3"],
              },
            ],
          },
        },
        { op: "remove", path: "/Steps/1" },
        { op: "replace", path: "/Version", value: 5 },
      ],
    },
  },
  {
    who: 1,
    Category: "Modified",
    parts: ["Variables of ", project(2, "Payments"), " were changed"],
    related: ["variableset-Projects-2"],
    ChangeDetails: {
      DocumentContext: {
        Id: "variableset-Projects-2",
        Version: 11,
        Variables: [
          { Id: "v1", Name: "Database password", IsSensitive: true, Value: indicator(1) },
          { Id: "v2", Name: "Pool size", Value: "10", Scope: { Environment: ["Environments-3"] } },
        ],
      },
      Differences: [
        { op: "replace", path: "/Variables/0/Value", value: indicator(2) },
        { op: "replace", path: "/Variables/1/Value", value: "25" },
        { op: "add", path: "/Variables/1/Scope/Environment/1", value: "Environments-2" },
      ],
    },
  },
  {
    who: 2,
    Category: "DeploymentSucceeded",
    parts: [
      link("Deployments-48", "Deploy to Staging"),
      " succeeded for ",
      project(1, "Web shop"),
      " release ",
      link("Releases-3", "1.2.0"),
      " to ",
      environment(2, "Staging"),
    ],
    ChangeDetails: { DocumentContext: null, Differences: null },
  },
  {
    who: 2,
    Category: "Created",
    parts: [
      "Release ",
      link("Releases-3", "1.2.0"),
      " of ",
      project(1, "Web shop"),
      " was created",
    ],
    ChangeDetails: {
      DocumentContext: {
        Id: "Releases-3",
        Version: "1.2.0",
        ProjectId: "Projects-1",
        ChannelId: "Channels-1",
        ReleaseNotes: "Faster search.\nFewer clicks at checkout.",
        SelectedPackages: [{ ActionName: "Deploy web", Version: "1.2.0" }],
      },
      Differences: [],
    },
  },
  {
    who: 1,
    Category: "Deleted",
    parts: ["Machine ", link("Machines-9", "web-3"), " was deleted"],
    ChangeDetails: {
      DocumentContext: {
        Id: "Machines-9",
        Name: "web-3",
        Roles: ["web"],
        EnvironmentIds: ["Environments-3"],
        IsDisabled: true,
        Endpoint: {
          CommunicationStyle: "Ssh",
          Host: "10.0.0.12",
          Port: 22,
          AccountId: "Accounts-2",
          Passphrase: indicator(3),
        },
      },
      Differences: [],
    },
  },
  {
    who: 0,
    Category: "Created",
    parts: ["User ", link("Users-24", "Outside auditor"), " was created"],
    SpaceId: null,
    ChangeDetails: {
      DocumentContext: {
        Id: "Users-24",
        Username: "auditor",
        DisplayName: "Outside auditor",
        IsActive: true,
        IsService: false,
      },
      Differences: [],
    },
  },
  {
    who: 3,
    Category: "DeploymentFailed",
    parts: [
      link("Deployments-47", "Deploy to Production"),
      " failed for ",
      project(3, "Warehouse"),
      " release ",
      link("Releases-2", "4.0.1"),
      " to ",
      environment(3, "Production"),
    ],
    ChangeDetails: { DocumentContext: null, Differences: null },
  },
  {
    who: 3,
    Category: "LoginFailed",
    parts: ["Sign-in failed for ", link("Users-22", "bob")],
    SpaceId: null,
    ChangeDetails: { DocumentContext: null, Differences: null },
  },
];

/** `count` events, newest first, the newest a few minutes before `now` (ms since the epoch). */
export function fixtureEvents(count, now) {
  return Array.from({ length: count }, (_, index) => {
    const shape = shapes[index % shapes.length];
    const message = word(shape.parts);
    const ids = [
      ...(shape.related ?? []),
      ...message.MessageReferences.map((span) => span.ReferencedDocumentId),
    ];
    const age = 4 * 60_000 + index * 47 * 60_000 + (index % 7) * 211_000;
    return {
      Id: `Events-${count - index}`,
      RelatedDocumentIds: ids,
      Category: shape.Category,
      IsService: false,
      ApiKeyId: null,
      ApiKeyHint: null,
      ...people[shape.who],
      Occurred: new Date(now - Math.min(age, 30 * day)).toISOString().replace("Z", "+00:00"),
      ...message,
      Comments: null,
      Details: null,
      ChangeDetails: shape.ChangeDetails,
      CorrelationId: `act-${(count - index).toString(16).padStart(8, "0")}`,
      SpaceId: shape.SpaceId === undefined ? "Spaces-1" : shape.SpaceId,
      Links: { Self: `/api/events/Events-${count - index}` },
    };
  });
}
