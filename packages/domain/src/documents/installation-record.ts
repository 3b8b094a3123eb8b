/**
 * What the types have in common whose documents only the server itself writes, as records of the
 * installation: those who configure the server see them.
 */
export const INSTALLATION_RECORD = {
  level: "system",
  permissions: {
    view: "ConfigureServer",
    create: "ConfigureServer",
    edit: "ConfigureServer",
    delete: "ConfigureServer",
  },
  verbs: [],
  example: () => ({}),
} as const;
