import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { EmbeddedSource } from "./lib/embedded";
import { View } from "./lib/view.svelte";

const target = document.getElementById("app")!;

async function start(): Promise<void> {
  const source = EmbeddedSource.fromPage();
  const overview = await source.overview(null);
  document.title = overview.title;
  mount(App, { target, props: { view: new View(source, overview) } });
}

start().catch((error: unknown) => {
  target.setAttribute("role", "alert");
  target.className = "failure";
  target.textContent = error instanceof Error ? error.message : String(error);
  throw error;
});
