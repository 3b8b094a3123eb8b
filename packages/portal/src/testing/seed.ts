import fc from "fast-check";

// Imported by tests of properties: a run that fails here fails everywhere, with the same example.
fc.configureGlobal({ seed: 20261122 });
