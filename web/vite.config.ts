import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

/** Puts the built script and styles inside the page, so that report.html is one file that opens from a disk. */
function oneFile(): Plugin {
  return {
    name: "marsad-one-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["report.html"];
      if (page?.type !== "asset") throw new Error("the build made no report.html");
      let html = String(page.source);
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue;
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
      page.source = html;
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
