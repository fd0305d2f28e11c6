// The one place that names the library.
export * from "../lib/standalone.module.js";
