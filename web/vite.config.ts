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

/** Puts the built script and styles inside the page, so that report.html is one file that opens from a disk. */
function oneFile(): Plugin {
  return {
    name: "marsad-one-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["report.html"];
      if (page?.type !== "asset") throw new Error("the build made no report.html");
      let html = String(page.source);
      let notices = "";
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue;
        if (file.type === "chunk") notices += licences(file.moduleIds);
        const text = file.type === "chunk" ? file.code : String(file.source);
        const tag = file.type === "chunk" ? new RegExp(`<script[^>]*${name}[^>]*></script>`) : new RegExp(`<link[^>]*${name}[^>]*>`);
        if (!tag.test(html)) throw new Error(`report.html does not ask for ${name}: the file would be lost`);
        const inside =
          file.type === "chunk"
            ? // Neither sequence may stand in a script element; both keep their meaning in a JavaScript string.
              `<script type="module">${text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--")}</script>`
            : `<style>${text}</style>`;
        html = html.replace(tag, () => inside);
        delete bundle[name];
      }
      page.source = html.replace("</html>", () => `<script type="text/plain" id="licences">${notices.replaceAll("</", "< /")}</script>\n</html>`);
    },
  };
}

export default defineConfig({
  plugins: [svelte(), oneFile()],
  json: { stringify: true },
  build: {
    target: "es2022",
    outDir: "../src/marsad/publish/bundle",
    emptyOutDir: true,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: "report.html", output: { codeSplitting: false } },
  },
});
