import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

/** The licences of the packages that a chunk holds: the page is handed on alone, so they travel inside it. */
function licences(moduleIds: string[]): string {
  const folders = new Set(moduleIds.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replace(/^\0/, ""))?.[0] ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file ? readFileSync(join(folder, file), "utf8").trim() : license;
      return `\n== ${name} ${version} (${license}) ==\n\n${text}\n`;
    })
    .join("");
}

/**
 * Two pages of one build: report.html with script and styles inside, a file that opens from a disk; index.html with both
 * beside it, for the service, whose policy allows no inline script.
 */
function twoPages(): Plugin {
  return {
    name: "marsad-two-pages",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["report.html"];
      if (page?.type !== "asset") throw new Error("the build made no report.html");
      let report = String(page.source);
      let index = report.replace(/\n?\s*<meta http-equiv="Content-Security-Policy"[^>]*>/, "").replace(/\n?\s*<script type="application\/json"[^>]*>null<\/script>/, "");
      let notices = "";
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue;
        const chunk = file.type === "chunk";
        if (chunk) notices += licences(file.moduleIds);
        const text = chunk ? file.code : String(file.source);
        const tag = chunk ? new RegExp(`\\n?\\s*<script[^>]*${name}[^>]*></script>`) : new RegExp(`\\n?\\s*<link[^>]*${name}[^>]*>`);
        if (!tag.test(report)) throw new Error(`report.html does not ask for ${name}: the file would be lost`);
        delete bundle[name];
        const beside = `assets/page-${createHash("sha256").update(text).digest("hex").slice(0, 10)}.${chunk ? "js" : "css"}`;
        this.emitFile({ type: "asset", fileName: beside, source: text });
        if (chunk) {
          // Behind the data, so that it runs as soon as that is there; the parts of a large page come after it.
          // Neither sequence may stand in a script element; both keep their meaning in a JavaScript string.
          const inside = `<script>${text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--")}</script>\n  </body>`;
          report = report.replace(tag, "").replace("</body>", () => inside);
          index = index.replace(tag, "").replace("</head>", `  <script defer src="${beside}"></script>\n  </head>`);
        } else {
          report = report.replace(tag, () => `\n    <style>${text}</style>`);
          index = index.replace(tag, `\n    <link rel="stylesheet" href="${beside}" />`);
        }
      }
      const fonts = ["source-serif-4", "source-sans-3"].map((name) => `/node_modules/@fontsource-variable/${name}/index.css`);
      notices += licences(fonts.map((path) => join(import.meta.dirname, path)));
      page.source = report.replace("</html>", () => `<script type="text/plain" id="licences">${notices.replaceAll("</", "< /")}</script>\n</html>`);
      this.emitFile({ type: "asset", fileName: "index.html", source: index });
      this.emitFile({ type: "asset", fileName: "assets/licences.txt", source: notices });
    },
  };
}

export default defineConfig({
  plugins: [svelte(), twoPages()],
  json: { stringify: true },
  build: {
    target: "es2022",
    outDir: "../src/marsad/publish/bundle",
    emptyOutDir: true,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: "report.html", output: { codeSplitting: false, format: "iife" } },
  },
});
