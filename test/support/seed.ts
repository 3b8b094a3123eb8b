import fc from "fast-check";

// Runs before every file: a property that fails in one run fails in all, with the same example.
fc.configureGlobal({ seed: 20_261_122 });
