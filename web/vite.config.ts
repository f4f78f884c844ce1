import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build, defineConfig, type Plugin } from "vite";

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

/** src/heavy.ts as one script that leaves its exports in `marsadHeavy`. */
async function heavyScript(): Promise<{ code: string; moduleIds: string[] }> {
  const made = await build({
    configFile: false,
    logLevel: "error",
    json: { stringify: true },
    build: {
      write: false,
      target: "es2022",
      lib: { entry: join(import.meta.dirname, "src/heavy.ts"), formats: ["iife"], name: "marsadHeavy" },
    },
  });
  const chunk = [made].flat().flatMap((one) => ("output" in one ? one.output : [])).find((file) => file.type === "chunk");
  if (!chunk) throw new Error("the build made no script out of src/heavy.ts");
  return chunk;
}

/** Neither sequence may stand in a script element; both keep their meaning in a JavaScript string. */
const inline = (code: string): string => code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

/**
 * Two pages of one build: report.html with scripts and styles inside, a file that opens from a disk; index.html with
 * both beside it, for the service, whose policy allows nothing inline.
 */
function twoPages(): Plugin {
  return {
    name: "marsad-two-pages",
    enforce: "post",
    async generateBundle(_options, bundle) {
      const page = bundle["report.html"];
      if (page?.type !== "asset") throw new Error("the build made no report.html");
      let report = String(page.source);
      let index = report.replace(/\n?\s*<meta http-equiv="Content-Security-Policy"[^>]*>/, "").replace(/\n?\s*<script type="application\/json"[^>]*>null<\/script>/, "");
      const modules: string[] = [];
      const beside = (what: string, text: string, ending: string): string => {
        const fileName = `assets/${what}-${createHash("sha256").update(text).digest("hex").slice(0, 10)}.${ending}`;
        this.emitFile({ type: "asset", fileName, source: text });
        return fileName;
      };
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue;
        const chunk = file.type === "chunk";
        if (chunk) modules.push(...file.moduleIds);
        const text = chunk ? file.code : String(file.source);
        const tag = chunk ? new RegExp(`\\n?\\s*<script[^>]*${name}[^>]*></script>`) : new RegExp(`\\n?\\s*<link[^>]*${name}[^>]*>`);
        if (!tag.test(report)) throw new Error(`report.html does not ask for ${name}: the file would be lost`);
        delete bundle[name];
        const address = beside("page", text, chunk ? "js" : "css");
        if (chunk) {
          // Behind the data, so that it runs as soon as that is there; the parts of a large page come after it.
          report = report.replace(tag, "").replace("</body>", () => `<script>${inline(text)}</script>\n  </body>`);
          // The map's data is asked for while the script is read.
          const links = `<link rel="preload" href="api/v1/map" as="fetch" crossorigin />\n    <script defer src="${address}"></script>`;
          index = index.replace(tag, "").replace("</head>", `  ${links}\n  </head>`);
        } else {
          report = report.replace(tag, () => `\n    <style>${text}</style>`);
          index = index.replace(tag, `\n    <link rel="stylesheet" href="${address}" />`);
        }
      }
      const heavy = await heavyScript();
      const fonts = ["source-serif-4", "source-sans-3"].map((name) => join(import.meta.dirname, `/node_modules/@fontsource-variable/${name}/index.css`));
      const notices = licences([...modules, ...heavy.moduleIds, ...fonts]);
      // Behind everything, the parts too: the first view does without it.
      const last = `<script>${inline(heavy.code)}</script>\n<script type="text/plain" id="licences">${notices.replaceAll("</", "< /")}</script>\n</html>`;
      page.source = report.replace("</html>", () => last);
      index = index.replace("</head>", `  <meta name="marsad-heavy" content="${beside("heavy", heavy.code, "js")}" />\n  </head>`);
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
