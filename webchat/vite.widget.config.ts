import { defineConfig } from "vite";

import page from "./vite.config";

// One file without imports, under a name that stays the same: host pages carry it in their script tag.
export default defineConfig({
  build: {
    ...page.build,
    emptyOutDir: false,
    copyPublicDir: false,
    lib: { entry: "src/widget.ts", formats: ["iife"], name: "CimWidget", fileName: () => "widget.js" },
  },
});
