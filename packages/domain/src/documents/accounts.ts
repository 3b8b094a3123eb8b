import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  address,
  choice,
  idsOf,
  list,
  name,
  object,
  optionalText,
  secret,
  slug,
  text,
} from "./fields.ts";
import { withSlug } from "./slug.ts";

/** Determines which of the fields below are used; the others are stored unchanged. */
const accountType = choice(
  "None",
  "UsernamePassword",
  "SshKeyPair",
  "Token",
  "AmazonWebServicesAccount",
  "AmazonWebServicesOidcAccount",
  "AzureServicePrincipal",
  "AzureSubscription",
  "AzureOidc",
  "GoogleCloudAccount",
  "GoogleCloudOidcAccount",
  "GenericOidcAccount",
);

const cloudFields = {
  AccessKey: optionalText(),
  SecretKey: secret("sealed", "object"),
  SubscriptionNumber: optionalText(),
  ClientId: optionalText(),
  /** The tenant in Azure, not a document of this server. */
  TenantId: optionalText(),
  AzureEnvironment: optionalText(),
  ResourceManagementEndpointBaseUri: address(),
  ActiveDirectoryEndpointBaseUri: address(),
  ServiceManagementEndpointBaseUri: address(),
  ServiceManagementEndpointSuffix: optionalText(),
  CertificateBytes: secret("sealed", "object"),
  CertificateThumbprint: optionalText(),
  JsonKey: secret("sealed", "object"),
  Audience: optionalText(),
  RoleArn: optionalText(),
  SessionDuration: optionalText(),
  DeploymentSubjectKeys: list(name()),
  HealthCheckSubjectKeys: list(name()),
  AccountTestSubjectKeys: list(name()),
};

const schema = object({
  Name: name(),
  Slug: slug(),
  Description: text(),
  AccountType: accountType,
  EnvironmentIds: idsOf("Environments"),
  TenantIds: idsOf("Tenants"),
  TenantTags: list(name()),
  TenantedDeploymentParticipation: choice("Untenanted", "TenantedOrUntenanted", "Tenanted"),
  Username: optionalText(),
  Password: secret("sealed", "object"),
  PrivateKeyFile: secret("sealed", "object"),
  PrivateKeyPassphrase: secret("sealed", "object"),
  Token: secret("sealed", "object"),
  ...cloudFields,
});

/** The body of an account. */
export type Account = BodyOf<typeof schema>;

/** Credentials for machines, clouds and tokens. API reference, section 6. */
export const accounts = defineDocument<Account>({
  prefix: "Accounts",
  label: "Account",
  route: "accounts",
  permissions: {
    view: "AccountView",
    create: "AccountCreate",
    edit: "AccountEdit",
    delete: "AccountDelete",
  },
  schema,
  unique: [
    { fields: ["Name"], within: "space" },
    { fields: ["Slug"], within: "space" },
  ],
  filters: { accountType: "AccountType" },
  destinations: [
    {
      at: [
        "/TenantId",
        "/AzureEnvironment",
        "/ResourceManagementEndpointBaseUri",
        "/ActiveDirectoryEndpointBaseUri",
        "/ServiceManagementEndpointBaseUri",
        "/ServiceManagementEndpointSuffix",
      ],
      secrets: ["/Password", "/SecretKey", "/CertificateBytes", "/JsonKey", "/Token"],
    },
  ],
  complete: withSlug,
  example: (idOf) => ({
    Name: "Deployer",
    AccountType: "UsernamePassword",
    EnvironmentIds: [idOf("Environments")],
    Username: "deployer",
    Password: { HasValue: true, NewValue: "correct horse" },
  }),
});
