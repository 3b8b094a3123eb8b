import { propertyName } from "../format/property-name.ts";

// Names of products, and words that would be torn apart.
const NAMES: ReadonlyMap<string, string> = new Map([
  ["NuGet", "NuGet"],
  ["GitHub", "GitHub"],
  ["PyPi", "PyPI"],
  ["Ssh", "SSH"],
  ["BuiltIn", "Built in"],
  ["AmazonWebServicesAccount", "Amazon Web Services account"],
  ["AmazonWebServicesOidcAccount", "Amazon Web Services OIDC account"],
  ["AzureServicePrincipal", "Azure service principal"],
  ["AzureSubscription", "Azure subscription"],
  ["AzureOidc", "Azure OIDC"],
  ["GoogleCloudAccount", "Google Cloud account"],
  ["GoogleCloudOidcAccount", "Google Cloud OIDC account"],
  ["GenericOidcAccount", "Generic OIDC account"],
  ["SshKeyPair", "SSH key pair"],
  ["UsernamePassword", "Username and password"],
]);

/** A value of an enumeration of the API, in words: "Tenanted or untenanted". */
export function choiceName(word: string): string {
  return NAMES.get(word) ?? propertyName(word);
}
