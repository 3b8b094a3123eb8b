import type { Feature } from "../feature.ts";
import { certificateHooks } from "./certificate-hooks.ts";
import { type CertificateRoutesOptions, certificateRoutes } from "./certificate-routes.ts";
import { type ExpiryTools, startExpiryLoop } from "./record-expiries.ts";

/** Certificates: upload, download, replacement and expiry. */
export const certificates: Feature<CertificateRoutesOptions & ExpiryTools> = {
  hooks: ({ trail }) => ({ Certificates: certificateHooks(trail) }),
  routes: certificateRoutes,
  loops: (tools) => [
    {
      occasion: "the expiry of certificates",
      start: (onError) => startExpiryLoop(tools, onError),
    },
  ],
};
